package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.Arm;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.PatternBenchmark;

/** Adds to the arms of a plan those that measure an arm a second time. */
final class Placebos {
  private Placebos() {}

  /**
   * Returns the arms of the second measurement.
   *
   * @param arms in the order of the plan
   * @param baseline name of the JDK that they are of
   */
  static List<PlannedArm> of(Placebo which, List<PlannedArm> arms, String baseline) {
    List<PlannedArm> placebos = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PlannedArm planned : arms) {
      Arm arm = planned.arm();
      boolean fit = arm.jdk().equals(baseline) && planned.rounds() >= Placebo.LEAST_ROUNDS;
      if (fit && wanted(which, arm, seen)) {
        Arm again = arm.on(baseline + Placebo.SUFFIX);
        placebos.add(new PlannedArm(again, planned.rounds()));
      }
    }
    return placebos;
  }

  private static boolean wanted(Placebo which, Arm arm, Set<String> seen) {
    String place = arm.pattern() + " " + Cpus.of(arm.params()).text();
    return switch (which) {
      case NONE -> false;
      case ONE -> seen.add(place);
      // an arm of the first cell has a model that was not seen yet
      case CELL -> seen.add(place + " " + arm.model() + arm.own().get(PatternBenchmark.MECHANISM));
      case ALL -> true;
    };
  }
}
