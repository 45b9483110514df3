package org.asyncmark.analyse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text: three significant digits, thousands apart, the same in every locale. */
public final class Digits {
  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

  private Digits() {}

  /** Returns a finite number with three significant digits, for example {@code 1.10} or 812. */
  public static String three(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE);
    int beforePoint = rounded.precision() - rounded.scale();
    return spaced(rounded.setScale(Math.max(0, 3 - beforePoint), RoundingMode.UNNECESSARY));
  }

  /** Returns a number as short as it can be written, for the ticks of an axis. */
  public static String plain(double value) {
    // twelve digits: takes out the error of 3 * 0.1 and leaves every tick that is drawn
    return shortest(BigDecimal.valueOf(value).round(new MathContext(12)));
  }

  /** Returns a number with at most three digits that count, for example {@code 0.05} or 1 230. */
  static String upToThree(double value) {
    return shortest(BigDecimal.valueOf(value).round(THREE));
  }

  /** Returns a fraction with the sign for percent, for example {@code 3 %} for 0.03. */
  public static String percent(double fraction) {
    return upToThree(100 * fraction) + " %";
  }

  /**
   * Returns a change in percent with its sign, one digit after the point and at most three in all.
   */
  public static String signed(double percent) {
    BigDecimal rounded = BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP);
    if (rounded.signum() == 0) {
      return "0.0";
    }
    String sign = rounded.signum() > 0 ? "+" : "-";
    BigDecimal size = rounded.abs();
    boolean long4 = size.compareTo(BigDecimal.valueOf(100)) >= 0;
    return sign + (long4 ? three(size.doubleValue()) : size.toPlainString());
  }

  /** Returns a count with a space between thousands, for example {@code 10 000}. */
  public static String count(long count) {
    return spaced(BigDecimal.valueOf(count));
  }

  /** Returns a number of things, for example {@code 1 fork} or {@code 6 forks}. */
  public static String counted(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  /** Returns a quantile as the percentile it is, for example {@code p99.9} for 0.999. */
  public static String percentile(double quantile) {
    return "p" + plain(100 * quantile);
  }

  private static String shortest(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return spaced(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  private static String spaced(BigDecimal number) {
    String text = number.toPlainString();
    int point = text.indexOf('.');
    StringBuilder out = new StringBuilder(text);
    int firstDigit = text.startsWith("-") ? 1 : 0;
    for (int i = (point < 0 ? text.length() : point) - 3; i > firstDigit; i -= 3) {
      out.insert(i, ' ');
    }
    return out.toString();
  }
}
