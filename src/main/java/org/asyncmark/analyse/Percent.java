package org.asyncmark.analyse;

import java.math.BigDecimal;
import java.math.MathContext;

/** Fractions in words. */
final class Percent {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Percent() {}

  /** Returns for example {@code 3 %} for 0.03, with at most three digits that count. */
  static String of(double fraction) {
    return BigDecimal.valueOf(100 * fraction)
            .round(THREE_DIGITS)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
