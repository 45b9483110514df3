package org.asyncmark.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Question;
import org.jspecify.annotations.Nullable;

/**
 * What the verdicts of a run go by, declared before its first fork.
 *
 * @param methodVersion of {@code src/docs/method.md}
 * @param baseline name of the JDK that the others are compared with; of the Python if all are
 * @param delta least ratio that matters, less 1: 0.03 is 3 %
 * @param confidence of the intervals, over all looks together
 * @param families contrasts that are judged together
 * @param exclusion what is measured again
 * @param looks when the run may end
 * @param question what the run is to answer; null if its arms stand for none
 */
public record Terms(
    int methodVersion,
    String baseline,
    double delta,
    double confidence,
    List<DeclaredFamily> families,
    Exclusion exclusion,
    Looks looks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Question question) {
  /** Version of the method that this build measures by. */
  public static final int METHOD_VERSION = 4;

  public Terms {
    families = List.copyOf(families);
  }

  /**
   * Returns what a plan declares.
   *
   * @param asked null for the question that the plan's JDKs and models stand for
   * @throws IllegalArgumentException if it may end early and has nothing to know, or has no arm of
   *     a side of the question
   */
  static Terms of(Plan plan, double delta, Looks looks, @Nullable Question asked) {
    Question question = asked == null ? standing(plan) : asked;
    if (asked != null) {
      requireArms(plan, "--from", asked.from());
      requireArms(plan, "--to", asked.to());
    }
    List<DeclaredFamily> families = DeclaredFamily.of(plan, question);
    if (looks.early() && families.isEmpty()) {
      throw new IllegalArgumentException(
          "--until-ci ends when contrasts are known, and this plan has none; add a JDK or a model");
    }
    return new Terms(
        METHOD_VERSION,
        plan.jdks().get(0).name(),
        delta,
        Criteria.confidence(),
        families,
        Exclusion.RULE,
        looks,
        question);
  }

  private static @Nullable Question standing(Plan plan) {
    List<String> jdks =
        plan.jdks().stream()
            .filter(jdk -> !jdk.isPlacebo() && !jdk.isPython() && !jdk.isBuild())
            .map(PlannedJdk::name)
            .toList();
    Set<String> models = new HashSet<>();
    plan.arms().stream()
        .map(PlannedArm::arm)
        .filter(arm -> !arm.ofPython()) // what it stands for is one of the JDKs
        .forEach(arm -> models.add(arm.model()));
    return Question.standing(jdks, Arm.MODELS.stream().filter(models::contains).toList())
        .orElse(null);
  }

  private static void requireArms(Plan plan, String option, Question.Side side) {
    Predicate<Arm> of = arm -> arm.jdk().equals(side.jdk()) && arm.model().equals(side.model());
    if (plan.arms().stream().map(PlannedArm::arm).noneMatch(of)) {
      String why =
          plan.absent().stream()
              .filter(each -> of.test(each.arm()))
              .map(AbsentArm::reason)
              .findFirst()
              .orElse("the plan has no such arm");
      throw new IllegalArgumentException(
          option + " " + side + " cannot be measured: " + why + "; name another JDK or model");
    }
  }

  /** Returns what contrasts are judged by, on a machine with no floor. */
  public Criteria criteria() {
    return new Criteria(delta, 0, looks.rounds().size());
  }
}
