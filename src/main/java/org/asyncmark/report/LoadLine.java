package org.asyncmark.report;

import java.util.List;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Knee;
import org.asyncmark.analyse.Ladder;
import org.asyncmark.model.Model;

/**
 * One model in one way under load on one runtime.
 *
 * @param arm what its arms have in common, without a rate
 * @param on where it runs, as {@link org.asyncmark.analyse.RunRecord#on}
 * @param steps one for each rate, the lowest first; at least one
 * @param closed the closed loop beside them, if it was measured
 * @param held the highest rate that was held, if one was
 * @param broken the lowest rate above it that was not, if one was tried
 */
public record LoadLine(
    Arm arm,
    String on,
    List<LoadStep> steps,
    Optional<ArmSummary> closed,
    Optional<LoadStep> held,
    Optional<LoadStep> broken) {
  public LoadLine {
    steps = List.copyOf(steps);
  }

  /** Returns the line of a ladder. */
  static LoadLine of(RunView view, Ladder ladder) {
    Knee knee = view.limit().knee(ladder);
    String on = view.run().on(ladder.arm());
    return new LoadLine(
        ladder.arm(),
        on,
        ladder.rungs().stream().map(rung -> LoadStep.of(rung, on)).toList(),
        Optional.ofNullable(ladder.closed()).map(closed -> new ArmSummary(closed, on)),
        Optional.ofNullable(knee.held()).map(rung -> LoadStep.of(rung, on)),
        Optional.ofNullable(knee.broken()).map(rung -> LoadStep.of(rung, on)));
  }

  /** Returns the model. */
  public Model model() {
    return Model.of(arm.model());
  }

  /** Returns the name in tables, for example {@code platform (requestPool=200)}. */
  String rowLabel() {
    return model().id() + on + ArmKeys.way(arm);
  }

  /** Returns the name in figures and sentences without its way. */
  String name() {
    return model().label() + on;
  }

  /** Returns the name in figures. */
  public String legendLabel() {
    return name() + ArmKeys.way(arm);
  }

  /** Tells whether the highest rate that was offered was held. */
  boolean heldAll() {
    return held.isPresent() && held.get().equals(steps.get(steps.size() - 1));
  }
}
