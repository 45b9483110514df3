package org.asyncmark.report;

import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.model.Model;

/**
 * An arm that cannot be measured.
 *
 * @param arm the arm
 * @param on where it would run, as {@link org.asyncmark.analyse.RunRecord#on}
 * @param reason as in tables, for example {@code n/a (virtual threads are final from JDK 21)}
 */
public record Absence(Arm arm, String on, String reason) {
  Model model() {
    return Model.of(arm.model());
  }

  /** Returns the name in tables. */
  String rowLabel() {
    return model().id() + on + ArmKeys.way(arm);
  }

  /** Returns the name in figures. */
  public String legendLabel() {
    return name() + ArmKeys.way(arm);
  }

  /** Returns the name in figures without its way. */
  String name() {
    return model().label() + on;
  }

  /** Returns the name in figures where what it runs on stands above it. */
  public String belowRuntime() {
    return model().label() + ArmKeys.way(arm);
  }
}
