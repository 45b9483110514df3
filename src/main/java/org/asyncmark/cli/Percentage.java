package org.asyncmark.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Percentages on the command line, {@code 3%} or {@code 3}. Below 1 the sign is wanted, because
 * 0.05 may also be meant as a fraction.
 */
final class Percentage {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(%?)");
  private static final double MOST = 100;

  private Percentage() {}

  /**
   * Returns the value of an option as a fraction, 0.03 for {@code 3%}.
   *
   * @throws IllegalArgumentException if it is not a percentage above 0 and up to 100, or may be
   *     meant as a fraction; the message names the option
   */
  static double of(String option, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (percent == 0 || percent > MOST) {
      throw new IllegalArgumentException(
          "want a percentage above 0 and at most 100 for "
              + option
              + ", for example 3%, got '"
              + text
              + "'");
    }
    if (percent < 1 && matcher.group(2).isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "want a percentage with its sign below 1 for %s, got '%s'; write %s%% or %s%%",
              option,
              text,
              matcher.group(1),
              text(percent)));
    }
    return percent / 100;
  }

  /** Returns a fraction as a percentage without its sign and without zeros at its end. */
  static String text(double fraction) {
    return BigDecimal.valueOf(100 * fraction)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
