package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;

/** The same contrasts with a column for each machine. */
final class MachinesBlock {
  private MachinesBlock() {}

  /** Returns the block; empty if no contrast was made on several machines. */
  static Optional<Summary.Block> of(Collection<AcrossMachines> contrasts) {
    if (contrasts.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<Integer> machines = new TreeSet<>();
    contrasts.forEach(each -> machines.addAll(each.byMachine().keySet()));
    List<String> header = new ArrayList<>(List.of("contrast"));
    machines.forEach(machine -> header.add("machine " + machine));
    header.add("do they differ?");
    List<List<String>> rows = new ArrayList<>();
    for (AcrossMachines each : contrasts) {
      List<String> row = new ArrayList<>(List.of(each.name()));
      for (int machine : machines) {
        ContrastRow.Score score = each.byMachine().get(machine);
        row.add(score == null ? "-" : said(score));
      }
      row.add((each.differ() ? "yes" : "not shown") + ", p " + Digits.three(each.p()));
      rows.add(row);
    }
    return Optional.of(
        new Summary.Block("machine by machine, each within itself", header, rows, 0));
  }

  private static String said(ContrastRow.Score score) {
    return Summary.whole(score) + ", n " + score.contrast().rounds();
  }
}
