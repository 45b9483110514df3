package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asyncmark.Choice;
import org.asyncmark.analyse.Arm;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.PatternBenchmark;

/**
 * Which arms of the baseline JDK are measured a second time under another name. Such a pair does
 * not differ, so that it shows what this machine takes for a difference. Only arms of six rounds or
 * more have one, because fewer give no verdict.
 */
public enum Placebo {
  /** None. */
  NONE,
  /** The first model of the first cell of each pattern and placement. */
  ONE,
  /** Every model of the first cell of each pattern and placement. */
  CELL,
  /** Every arm of the baseline. */
  ALL;

  /** What is behind the baseline's name in the name of its placebo. */
  public static final String SUFFIX = "-again";

  private static final int LEAST_ROUNDS = 6;

  /** Returns the word for it on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the choice with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Placebo of(String id) {
    return Choice.of("placebo", id, List.of(values()), Placebo::id);
  }

  /**
   * Returns this.
   *
   * @param rounds of a run for which it was asked
   * @throws IllegalArgumentException if these are too few for it
   */
  public Placebo requireRounds(int rounds) {
    if (this != NONE && rounds < LEAST_ROUNDS) {
      throw new IllegalArgumentException(
          "--placebo "
              + id()
              + " wants "
              + LEAST_ROUNDS
              + " rounds or more, got "
              + rounds
              + "; fewer give no verdict on it");
    }
    return this;
  }

  /**
   * Returns the arms of the second measurement.
   *
   * @param arms in the order of the plan
   * @param baseline name of the JDK that they are of
   */
  List<PlannedArm> again(List<PlannedArm> arms, String baseline) {
    List<PlannedArm> placebos = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PlannedArm planned : arms) {
      Arm arm = planned.arm();
      boolean fit = arm.jdk().equals(baseline) && planned.rounds() >= LEAST_ROUNDS;
      if (fit && has(arm, seen)) {
        placebos.add(planned.on(baseline + SUFFIX));
      }
    }
    return placebos;
  }

  private boolean has(Arm arm, Set<String> seen) {
    String place = arm.pattern() + " " + Cpus.of(arm.params()).text();
    return switch (this) {
      case NONE -> false;
      case ONE -> seen.add(place);
      // an arm of the first cell has a model that was not seen yet
      case CELL -> seen.add(place + " " + arm.model() + arm.own().get(PatternBenchmark.MECHANISM));
      case ALL -> true;
    };
  }
}
