package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.analyse.Ladder;
import org.asyncmark.analyse.Row;

/**
 * A cell under load on one runtime: each model at each rate that it was offered.
 *
 * @param cell without the rate
 * @param jdk name of the runtime in the run
 * @param open rows of the run that it is made of, with their rates
 * @param lines those of a model beside each other
 * @param absent what cannot be measured, each once
 */
public record LoadCell(
    Row cell, String jdk, List<Row> open, List<LoadLine> lines, List<Absence> absent) {
  public LoadCell {
    open = List.copyOf(open);
    lines = List.copyOf(lines);
    absent = List.copyOf(absent);
  }

  /** Returns those of a run, each cell on every runtime; none of a run that is not open. */
  static List<List<LoadCell>> all(RunView view) {
    Map<Row, List<Row>> open = new LinkedHashMap<>();
    view.rows().stream()
        .filter(Load::isOpen)
        .forEach(row -> open.computeIfAbsent(Load.cell(row), key -> new ArrayList<>()).add(row));
    List<Ladder> ladders = Ladder.of(view.run());
    List<List<LoadCell>> cells = new ArrayList<>();
    open.forEach((cell, rows) -> cells.add(of(view, cell, rows, ladders)));
    return cells;
  }

  private static List<LoadCell> of(RunView view, Row cell, List<Row> open, List<Ladder> ladders) {
    Map<String, List<Comparison>> byJdk = new LinkedHashMap<>();
    for (Row row : open) {
      for (Comparison comparison : view.comparisons(row)) {
        byJdk.computeIfAbsent(comparison.jdk(), key -> new ArrayList<>()).add(comparison);
      }
    }
    List<LoadCell> cells = new ArrayList<>();
    byJdk.forEach(
        (jdk, here) -> {
          List<LoadLine> lines =
              ladders.stream()
                  .filter(ladder -> Load.cell(row(ladder)).equals(cell))
                  .filter(ladder -> ladder.arm().jdk().equals(jdk))
                  .map(ladder -> LoadLine.of(view, ladder))
                  .sorted(Comparator.comparing(LoadLine::model))
                  .toList();
          cells.add(new LoadCell(cell, jdk, open, lines, absent(here)));
        });
    return cells;
  }

  private static Row row(Ladder ladder) {
    return Row.of(ladder.rungs().get(0).arm().arm());
  }

  private static List<Absence> absent(List<Comparison> here) {
    Set<String> told = new LinkedHashSet<>();
    return here.stream()
        .flatMap(comparison -> comparison.absent().stream())
        .filter(absence -> told.add(absence.rowLabel()))
        .toList();
  }

  /** Returns all steps of all models. */
  public Stream<LoadStep> steps() {
    return lines.stream().flatMap(line -> line.steps().stream());
  }

  /** Tells whether a model has no other line. */
  boolean isAlone(LoadLine line) {
    return lines.stream().filter(other -> other.model() == line.model()).count() == 1;
  }

  /** Returns the words for a line in sentences: its way only where the model has several. */
  String name(LoadLine line) {
    return isAlone(line) ? line.name() : line.legendLabel();
  }
}
