package org.asyncmark.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.pattern.Traffic;

/** Turns loads in per cent into rates, once it is known what each arm can do at most. */
public final class Loads {
  private static final MathContext DIGITS = new MathContext(3);

  private Loads() {}

  /** Returns the arm of a closed loop that finds out what an arm can do at most. */
  public static Arm closed(Arm arm) {
    return arm.with(Traffic.LOAD, null)
        .with(Traffic.RATE, null)
        .with(Traffic.ARRIVALS, null)
        .with(Traffic.CALLERS, Value.of(Traffic.CALLERS_OF_MAXIMUM));
  }

  /**
   * Returns a plan whose loads have rates, in three digits. An arm of a second measurement has that
   * of the first.
   *
   * @param maximum requests a second that an arm of a closed loop did; empty if none of its forks
   *     gave a result
   * @throws IllegalArgumentException if that is not known of an arm
   */
  public static Plan in(Plan plan, Function<Arm, OptionalDouble> maximum) {
    List<PlannedArm> arms = new ArrayList<>();
    for (PlannedArm planned : plan.arms()) {
      Value load = planned.arm().params().get(Traffic.LOAD);
      arms.add(load == null ? planned : planned.at(rate(planned.arm(), load, plan, maximum)));
    }
    return plan.with(plan.rounds(), arms);
  }

  private static double rate(
      Arm arm, Value load, Plan plan, Function<Arm, OptionalDouble> maximum) {
    Arm measured = closed(arm.on(plan.measuredFirst(arm.jdk())));
    double most =
        maximum
            .apply(measured)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "wanted what "
                            + arm.model()
                            + " on "
                            + arm.jdk()
                            + " can do at most, for --load, but no fork of "
                            + measured.row()
                            + " gave a result; use --rate, or leave it out"));
    double percent = Double.parseDouble(load.toString());
    return new BigDecimal(most * percent / 100).round(DIGITS).doubleValue();
  }
}
