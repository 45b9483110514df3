package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.RunRecord;

/** Builds of the user's own code against the first of them, a line for each cell and model. */
final class BuildBlock {
  private BuildBlock() {}

  /**
   * Returns the block of a table.
   *
   * @param builds a table over the runtimes of the run, which are builds
   */
  static Summary.Block of(RunRecord run, ContrastTable builds) {
    List<ContrastRow> rows = builds.rows().stream().filter(row -> row.base() != null).toList();
    Set<String> others = new LinkedHashSet<>();
    rows.forEach(row -> others.add(row.other().jdk()));
    List<String> header = new ArrayList<>(List.of("cell", baseline(rows)));
    others.forEach(name -> header.add(name + " [95 % CI]"));
    List<List<String>> lines = new ArrayList<>();
    AnswerBlock.cells(builds).forEach((label, cell) -> lines.add(line(label, cell, others)));
    return new Summary.Block(AnswerBlock.title(run, builds), header, lines, 0);
  }

  private static String baseline(List<ContrastRow> rows) {
    return Objects.requireNonNull(rows.get(0).base(), "all have one").jdk();
  }

  private static List<String> line(String label, List<ContrastRow> cell, Set<String> others) {
    List<String> line = new ArrayList<>(List.of(label));
    line.add(
        cell.stream()
            .filter(row -> !row.scores().isEmpty())
            .findFirst()
            .map(row -> Summary.dashed(row.scores().get(0).base().text()))
            .orElse("-"));
    for (String name : others) {
      line.add(
          cell.stream()
              .filter(row -> row.other().jdk().equals(name))
              .findFirst()
              .map(
                  row -> row.scores().isEmpty() ? row.reason() : Summary.whole(row.scores().get(0)))
              .orElse("-"));
    }
    return line;
  }
}
