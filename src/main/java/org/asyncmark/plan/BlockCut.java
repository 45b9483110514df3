package org.asyncmark.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.asyncmark.analyse.Arm;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Traffic;

/**
 * Cuts the arms of a plan into blocks: those of a pattern and placement, as many as there is room
 * for. The arms of a row are compared most, so they are kept together if they fit. If there are
 * several blocks, the first arm is measured in all of them: it is the reference by which arms of
 * different blocks are compared. Rates of requests are points of a curve, which are not compared
 * with one another: they have none, unless the arms of a rate are more than a block.
 */
final class BlockCut {
  private final Predicate<List<PlannedArm>> fit;
  private final Map<PlannedArm, Integer> blocks = new HashMap<>();
  private final Map<PlannedArm, List<Integer>> referenceOf = new HashMap<>();

  private BlockCut(Predicate<List<PlannedArm>> fit) {
    this.fit = fit;
  }

  /**
   * Returns the same arms in the same order, each with its block.
   *
   * @param fit tells whether forks of these arms can live at once; those of one arm always do
   */
  static List<PlannedArm> of(List<PlannedArm> arms, Predicate<List<PlannedArm>> fit) {
    BlockCut cut = new BlockCut(fit);
    grouped(arms, Arm::pattern).forEach(cut::number);
    return arms.stream().map(cut::placed).toList();
  }

  private PlannedArm placed(PlannedArm planned) {
    return planned.inBlocks(
        blocks.getOrDefault(planned, 1), referenceOf.getOrDefault(planned, List.of()));
  }

  private static List<List<PlannedArm>> grouped(List<PlannedArm> arms, Function<Arm, String> by) {
    return List.copyOf(
        arms.stream()
            .collect(groupingBy(each -> by.apply(each.arm()), LinkedHashMap::new, toList()))
            .values());
  }

  private void number(List<PlannedArm> pattern) {
    int number = 0;
    for (List<PlannedArm> placement : grouped(pattern, arm -> Cpus.of(arm.params()).text())) {
      PlannedArm first = placement.get(0);
      List<List<PlannedArm>> rows = grouped(placement, Arm::row);
      boolean curve = isCurve(rows) && rows.stream().allMatch(fit);
      for (List<PlannedArm> block : cut(rows, curve ? List.of() : List.of(first))) {
        number++;
        for (PlannedArm arm : block) {
          if (blocks.containsKey(arm)) {
            referenceOf.computeIfAbsent(first, key -> new ArrayList<>()).add(number);
          } else {
            blocks.put(arm, number);
          }
        }
      }
    }
  }

  /** Tells whether rows are of requests and differ in nothing but how these come. */
  private static boolean isCurve(List<List<PlannedArm>> rows) {
    return rows.stream().allMatch(row -> Traffic.isIn(row.get(0).arm().params()))
        && rows.stream().map(row -> Traffic.without(row.get(0).arm().params())).distinct().count()
            == 1;
  }

  /** Returns the blocks of a placement; those after the first begin with the reference again. */
  private List<List<PlannedArm>> cut(List<List<PlannedArm>> rows, List<PlannedArm> reference) {
    List<List<PlannedArm>> closed = new ArrayList<>();
    List<PlannedArm> open = new ArrayList<>();
    for (List<PlannedArm> row : rows) {
      for (PlannedArm arm : row) {
        boolean first = arm.equals(row.get(0));
        boolean room = fits(open, List.of(arm)) && (!first || fits(open, row));
        if (!open.isEmpty() && !room) {
          closed.add(open);
          open = new ArrayList<>(fits(reference, List.of(arm)) ? reference : List.of());
        }
        open.add(arm);
      }
    }
    closed.add(open);
    return closed;
  }

  private boolean fits(List<PlannedArm> some, List<PlannedArm> more) {
    List<PlannedArm> all = new ArrayList<>(some);
    all.addAll(more);
    return fit.test(all);
  }
}
