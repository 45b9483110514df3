package org.asyncmark.plan;

import java.util.List;
import org.asyncmark.analyse.Criteria;

/**
 * What the verdicts of a run go by, declared before its first fork.
 *
 * @param methodVersion of {@code src/docs/method.md}
 * @param baseline name of the JDK that the others are compared with
 * @param delta least ratio that matters, less 1: 0.03 is 3 %
 * @param confidence of the intervals, over all looks together
 * @param families contrasts that are judged together
 * @param exclusion what is measured again
 * @param looks when the run may end
 */
public record Terms(
    int methodVersion,
    String baseline,
    double delta,
    double confidence,
    List<DeclaredFamily> families,
    Exclusion exclusion,
    Looks looks) {
  /** Version of the method that this build measures by. */
  public static final int METHOD_VERSION = 3;

  public Terms {
    families = List.copyOf(families);
  }

  /**
   * Returns what a plan declares.
   *
   * @throws IllegalArgumentException if it may end early and has nothing to know
   */
  static Terms of(Plan plan, double delta, Looks looks) {
    List<DeclaredFamily> families = DeclaredFamily.of(plan);
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
        looks);
  }

  /** Returns what contrasts are judged by, on a machine with no floor. */
  public Criteria criteria() {
    return new Criteria(delta, 0, looks.rounds().size());
  }
}
