package org.asyncmark.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Multiplicity;
import org.asyncmark.pattern.Cpus;

/**
 * Makes a plan fit into a time: with fewer rounds, though not under what a verdict needs, and then
 * with fewer cells. Those that tell least go first, on other placements before the main one; one
 * cell of each pattern stays.
 */
final class Budget {
  private final Plan plan;
  private final long millis;
  private final Room room;

  private Budget(Plan plan, long millis, Room room) {
    this.plan = plan;
    this.millis = millis;
    this.room = room;
  }

  /**
   * Returns a plan that is expected to end in time, blocks and their references included.
   *
   * @param dropped takes what is left out, in words
   * @throws IllegalArgumentException if the least that can be measured takes longer
   */
  static Plan fit(Plan plan, Duration time, Room room, Consumer<String> dropped) {
    Budget budget = new Budget(plan, time.toMillis(), room);
    List<PlannedArm> arms = new ArrayList<>(plan.arms());
    List<List<PlannedArm>> leastTellingFirst = budget.droppable();
    while (budget.most(arms) < budget.least(arms) && !leastTellingFirst.isEmpty()) {
      List<PlannedArm> cell = leastTellingFirst.remove(0);
      arms.removeAll(cell);
      dropped.accept(cell.get(0).arm().row());
    }
    int rounds = budget.most(arms);
    if (rounds < budget.least(arms)) {
      throw budget.tooShort(arms);
    }
    if (rounds < plan.rounds()) {
      boolean one = rounds + 1 == plan.rounds();
      dropped.accept(
          one ? "round " + plan.rounds() : "rounds " + (rounds + 1) + " to " + plan.rounds());
    }
    return plan.with(rounds, budget.inRounds(arms, rounds));
  }

  /** Returns the cells that may go, in the order in which they do. */
  private List<List<PlannedArm>> droppable() {
    Map<String, List<PlannedArm>> cells =
        plan.arms().stream()
            .collect(groupingBy(each -> each.arm().row(), LinkedHashMap::new, toList()));
    List<List<PlannedArm>> all = new ArrayList<>(cells.values());
    all.sort(
        Comparator.<List<PlannedArm>>comparingInt(cell -> place(cell.get(0)))
            .thenComparingInt(cell -> placement(cell.get(0))));
    Set<String> seen = new HashSet<>();
    all.removeIf(cell -> seen.add(cell.get(0).arm().pattern()));
    Collections.reverse(all);
    return all;
  }

  private static int place(PlannedArm planned) {
    return planned.expected().place();
  }

  /** Returns the place of an arm's placement among those of the plan, the main one's first. */
  private int placement(PlannedArm planned) {
    return plan.placements().stream()
        .map(Placement::cpus)
        .toList()
        .indexOf(Cpus.of(planned.arm().params()).text());
  }

  /** Returns the fewest rounds with which each family can show a difference. */
  private int least(List<PlannedArm> arms) {
    int contrasts =
        DeclaredFamily.of(plan.with(plan.rounds(), arms), null).stream()
            .mapToInt(DeclaredFamily::size)
            .max()
            .orElse(1);
    int wanted = Multiplicity.leastRounds(contrasts, 1 - Criteria.confidence());
    return Math.min(plan.rounds(), wanted);
  }

  /** Returns the most rounds that fit, 0 if none does. */
  private int most(List<PlannedArm> arms) {
    int rounds = plan.rounds();
    List<PlannedArm> cut = plan.with(rounds, arms).inBlocks(room).arms();
    while (rounds > 0 && plan.with(rounds, inRounds(cut, rounds)).expectedMillis() > millis) {
      rounds--;
    }
    return rounds;
  }

  private List<PlannedArm> inRounds(List<PlannedArm> arms, int most) {
    return arms.stream().map(arm -> arm.inRounds(Math.min(arm.rounds(), most))).toList();
  }

  private IllegalArgumentException tooShort(List<PlannedArm> arms) {
    int least = least(arms);
    Plan smallest = plan.with(least, inRounds(arms, least)).inBlocks(room);
    return new IllegalArgumentException(
        "--budget gives "
            + inWords(millis)
            + ", one cell of each pattern in "
            + least
            + " rounds takes "
            + inWords(smallest.expectedMillis())
            + "; give more, or fewer patterns, models or JDKs");
  }

  private static String inWords(long millis) {
    long seconds = millis / 1000;
    return seconds / 60 + " min " + seconds % 60 + " s";
  }
}
