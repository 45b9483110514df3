package org.asyncmark.analyse;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in words, with at most three digits that count. */
final class Digits {
  private static final MathContext THREE = new MathContext(3);

  private Digits() {}

  /** Returns for example {@code 0.05}. */
  static String of(double number) {
    return BigDecimal.valueOf(number).round(THREE).stripTrailingZeros().toPlainString();
  }

  /** Returns for example {@code 3 %} for 0.03. */
  static String percent(double fraction) {
    return of(100 * fraction) + " %";
  }
}
