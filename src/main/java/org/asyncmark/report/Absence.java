package org.asyncmark.report;

import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.model.Model;

/**
 * An arm that cannot be measured.
 *
 * @param arm the arm
 * @param reason as in tables, for example {@code n/a (virtual threads are final from JDK 21)}
 */
public record Absence(Arm arm, String reason) {
  Model model() {
    return Model.of(arm.model());
  }

  /** Returns the name in tables. */
  String rowLabel() {
    return model().id() + ArmKeys.way(arm);
  }

  /** Returns the name in figures. */
  public String legendLabel() {
    return model().label() + ArmKeys.way(arm);
  }
}
