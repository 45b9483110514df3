package org.asyncmark.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers on the command line, in the digits 0 to 9. */
public final class WholeNumber {
  private static final Pattern FORM = Pattern.compile("[+-]?[0-9]{1,30}");

  private WholeNumber() {}

  /**
   * Returns the number.
   *
   * @throws TypeConversionException if it is none, or none that an {@code int} holds
   */
  public static int ofInt(String text) {
    return (int) within(Integer.MIN_VALUE, text, Integer.MAX_VALUE);
  }

  /**
   * Returns the number.
   *
   * @throws TypeConversionException if it is none, or none that a {@code long} holds
   */
  public static long ofLong(String text) {
    return within(Long.MIN_VALUE, text, Long.MAX_VALUE);
  }

  private static long within(long least, String text, long most) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException("want a whole number, got '" + text + "'");
    }
    BigInteger number = new BigInteger(text);
    if (number.compareTo(BigInteger.valueOf(least)) < 0
        || number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new TypeConversionException(
          "want a whole number from " + least + " to " + most + ", got '" + text + "'");
    }
    return number.longValueExact();
  }
}
