package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;

/** The same contrasts with a column for each machine. */
final class MachinesBlock {
  private static final String TITLE = "machine by machine, each within itself";

  private MachinesBlock() {}

  /** Returns the block of some contrasts, at least one. */
  static Summary.Block of(Collection<AcrossMachines> contrasts) {
    return block(TITLE, "contrast", contrasts, AcrossMachines::name);
  }

  /**
   * Returns the block of the steps of a question, at least one: of each cell the last, which goes
   * all the way.
   */
  static Summary.Block answering(List<AcrossMachines> steps) {
    Map<String, AcrossMachines> last = new LinkedHashMap<>();
    steps.forEach(step -> last.put(step.label(), step));
    String title = TITLE + ": change of p50 of one op";
    return block(title, "cell", last.values(), AcrossMachines::label);
  }

  private static Summary.Block block(
      String title,
      String what,
      Collection<AcrossMachines> contrasts,
      Function<AcrossMachines, String> name) {
    SortedSet<Integer> machines = new TreeSet<>();
    contrasts.forEach(each -> machines.addAll(each.byMachine().keySet()));
    List<String> header = new ArrayList<>(List.of(what));
    machines.forEach(machine -> header.add("machine " + machine));
    header.add("differ?");
    List<List<String>> rows = new ArrayList<>();
    for (AcrossMachines each : contrasts) {
      List<String> row = new ArrayList<>(List.of(name.apply(each)));
      for (int machine : machines) {
        ContrastRow.Score score = each.byMachine().get(machine);
        row.add(score == null ? "-" : said(score));
      }
      row.add((each.differ() ? "yes, p " : "p ") + Digits.three(each.p()));
      rows.add(row);
    }
    return new Summary.Block(title, header, rows, 0);
  }

  private static String said(ContrastRow.Score score) {
    return Summary.whole(score) + ", n " + score.contrast().rounds();
  }
}
