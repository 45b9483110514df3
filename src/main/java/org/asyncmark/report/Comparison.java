package org.asyncmark.report;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;

/**
 * The models of one cell on one JDK side by side.
 *
 * @param arms the arms planned, in the order of the rows
 * @param absent reasons of the models that this JDK does not have
 */
record Comparison(Cell cell, String jdk, List<ArmSummary> arms, Map<Model, String> absent) {
  /** Returns the words for an arm in sentences: with its pool only where the model has several. */
  String name(ArmSummary arm) {
    long sameModel = arms.stream().filter(other -> other.model() == arm.model()).count();
    return sameModel > 1 ? arm.legendLabel() : arm.model().label();
  }

  /** Returns how many arms of the same model stand before this one. */
  int repetition(ArmSummary arm) {
    return (int)
        arms.subList(0, arms.indexOf(arm)).stream()
            .filter(other -> other.model() == arm.model())
            .count();
  }
}
