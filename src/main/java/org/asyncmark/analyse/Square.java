package org.asyncmark.analyse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Jury.Contestants;

/**
 * The arms of a question in one cell: both of its models on both of its JDKs. Arms that are the
 * same, because the question keeps the model or the JDK, stand twice.
 *
 * @param forks by arm of those that are measured
 * @param from the model of the start on the JDK of the start
 * @param other the other model there
 * @param jdk of the end
 */
record Square(Map<Arm, ArmForks> forks, Arm from, Arm other, String jdk) {
  /** Returns the arm of the question's end. */
  Arm to() {
    return other.on(jdk);
  }

  /**
   * Returns the steps that can be measured, each another contrast. Where the other model does not
   * exist on the JDK of the start, the model alone is told on the JDK of the end.
   */
  Map<Step, Contestants> steps() {
    Map<Step, Contestants> steps = new LinkedHashMap<>();
    boolean jdks = !from.jdk().equals(jdk);
    boolean models = !from.equals(other);
    if (jdks) {
      contest(from, from.on(jdk)).ifPresent(each -> steps.put(Step.JDK_ALONE, each));
    }
    if (models) {
      contest(from, other)
          .or(() -> contest(from.on(jdk), to()))
          .ifPresent(each -> steps.put(Step.MODEL_ALONE, each));
    }
    if (jdks && models) {
      contest(from, to()).ifPresent(each -> steps.put(Step.BOTH, each));
    }
    return steps;
  }

  /**
   * Returns the change of what the other model gains, from the JDK of the start to that of the end;
   * empty unless all four arms are measured.
   */
  Optional<Pairs> interaction(Measure measure) {
    Optional<Contestants> before = contest(from, other);
    Optional<Contestants> after = contest(from.on(jdk), to());
    boolean square = !from.jdk().equals(jdk) && !from.equals(other);
    return square && before.isPresent() && after.isPresent()
        ? Optional.of(Pairs.interaction(pairs(measure, before.get()), pairs(measure, after.get())))
        : Optional.empty();
  }

  private static Pairs pairs(Measure measure, Contestants each) {
    return measure.pairs(each.base(), each.other());
  }

  private Optional<Contestants> contest(Arm base, Arm against) {
    ArmForks some = forks.get(base);
    ArmForks others = forks.get(against);
    return some == null || others == null
        ? Optional.empty()
        : Optional.of(new Contestants(some, others));
  }
}
