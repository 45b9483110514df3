package org.asyncmark.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Percentages on the command line, with or without their sign: {@code 3%}, {@code 2.5}. */
final class Percentage {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)%?");

  private Percentage() {}

  /**
   * Returns the value of an option as a fraction, 0.03 for {@code 3%}.
   *
   * @throws IllegalArgumentException if it is not a percentage above 0; the message names the
   *     option
   */
  static double of(String option, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "want a percentage above 0 for " + option + ", for example 3%, got '" + text + "'");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }

  /** Returns a fraction as a percentage without its sign and without zeros at its end. */
  static String text(double fraction) {
    return BigDecimal.valueOf(100 * fraction)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
