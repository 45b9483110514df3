package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.model.Model;

/** The highest rate that each model held in a cell, and the next one, which it did not. */
final class LoadBlock {
  private static final String NONE = "-";

  private final RunView view;
  private final Set<List<String>> rows = new LinkedHashSet<>();

  private LoadBlock(RunView view) {
    this.view = view;
  }

  /**
   * Returns the table of a cell.
   *
   * @param cells the same one on each runtime; what stands beside several is told once
   */
  static Summary.Block of(RunView view, List<LoadCell> cells) {
    LoadBlock block = new LoadBlock(view);
    cells.forEach(block::add);
    LoadLimit limit = view.limit();
    String title =
        view.shortLabel(cells.get(0).cell())
            + ": "
            + limit.quantile()
            + " of "
            + limit.kind()
            + (limit.slo().isEmpty() ? " where all forks are valid" : " within " + limit.most());
    List<String> header =
        List.of(
            "model",
            "runtime",
            "last held",
            limit.quantile(),
            "cpu/request",
            "first broken",
            "why");
    return new Summary.Block(title, header, new ArrayList<>(block.rows), 0);
  }

  private void add(LoadCell cell) {
    for (Model model : Model.values()) {
      for (Absence absence : cell.absent()) {
        if (absence.model() == model) {
          String runtime = view.name(absence.arm().jdk());
          rows.add(List.of(model.id(), runtime, NONE, NONE, NONE, NONE, absence.reason()));
        }
      }
      for (LoadLine line : cell.lines()) {
        if (line.model() == model) {
          rows.add(row(cell, line));
        }
      }
    }
  }

  private List<String> row(LoadCell cell, LoadLine line) {
    Optional<LoadStep> held = line.held();
    Optional<LoadStep> broken = line.broken();
    return List.of(
        cell.isAlone(line) ? line.model().id() : line.rowLabel(),
        view.name(line.arm().jdk()),
        held.map(LoadStep::label)
            .orElse(LoadText.isUnknown(line, view.limit()) ? "not known" : "none"),
        held.flatMap(view.limit()::told).map(ForkRange::median).map(LatencyUnit::text).orElse(NONE),
        held.flatMap(step -> step.arm().count("cpu"))
            .map(ForkRange::median)
            .map(micros -> LatencyUnit.text(1_000 * micros))
            .orElse(NONE),
        broken.map(LoadStep::label).orElse(NONE),
        broken.map(step -> LoadText.why(step, view.limit())).orElse("no higher rate was offered"));
  }
}
