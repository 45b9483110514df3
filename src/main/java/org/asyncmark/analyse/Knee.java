package org.asyncmark.analyse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to which rate a model holds a limit: the highest that was tried such that it and all lower
 * ones are held, and the next one, which is not. Between the two nothing is known.
 *
 * <p>A rate is held if all its forks gave a result and are {@linkplain Validity valid}, and the
 * median of their percentiles is within the limit.
 *
 * @param held null if the lowest rate is not held
 * @param broken the lowest that was not shown to be held; null if there is none
 * @param why what of it is not, in words; empty text if there is none
 */
public record Knee(Slo slo, @Nullable Rung held, @Nullable Rung broken, String why) {
  /**
   * Finds the knee.
   *
   * @param rungs at least one, the lowest rate first
   */
  static Knee of(Slo slo, List<Rung> rungs) {
    Rung held = null;
    for (Rung rung : rungs) {
      String why = rung.notHeld(slo);
      if (!why.isEmpty()) {
        return new Knee(slo, held, rung, why);
      }
      held = rung;
    }
    return new Knee(slo, held, null, "");
  }
}
