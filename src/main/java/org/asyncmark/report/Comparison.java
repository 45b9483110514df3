package org.asyncmark.report;

import java.util.List;
import org.asyncmark.analyse.Row;
import org.asyncmark.model.Model;

/**
 * The models of one row on one JDK side by side.
 *
 * @param arms the arms planned, in the order of the rows
 * @param absent the arms that cannot be measured, in the order of the plan
 */
public record Comparison(Row row, String jdk, List<ArmSummary> arms, List<Absence> absent) {
  /** Returns what cannot be measured in a model. */
  public List<Absence> absent(Model model) {
    return absent.stream().filter(absence -> absence.model() == model).toList();
  }

  /** Returns the words for an arm in sentences: its way only where the model has several. */
  String name(ArmSummary arm) {
    long sameModel = arms.stream().filter(other -> other.model() == arm.model()).count();
    return sameModel > 1 ? arm.legendLabel() : arm.model().label();
  }

  /** Returns the words for what cannot be measured, in sentences. */
  String name(Absence absence) {
    return absent(absence.model()).size() > 1 ? absence.legendLabel() : absence.model().label();
  }

  /** Returns how many arms of the same model stand before this one. */
  public int repetition(ArmSummary arm) {
    return (int)
        arms.subList(0, arms.indexOf(arm)).stream()
            .filter(other -> other.model() == arm.model())
            .count();
  }
}
