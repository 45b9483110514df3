package org.asyncmark.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times on the command line: {@code 45m}, {@code 1h}, {@code 1h30m}, {@code 90s}; bare minutes. */
final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern UNITS =
      Pattern.compile("(?=.)(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

  private static final Pattern MINUTES = Pattern.compile("\\d{1,6}(?:\\.\\d{1,3})?");

  @Override
  public Duration convert(String text) {
    String asked = text.strip();
    Duration time = Duration.ZERO;
    Matcher units = UNITS.matcher(asked);
    if (MINUTES.matcher(asked).matches()) {
      time = Duration.ofMillis(Math.round(60_000 * Double.parseDouble(asked)));
    } else if (units.matches()) {
      time =
          Duration.ofHours(number(units, 1))
              .plusMinutes(number(units, 2))
              .plusSeconds(number(units, 3));
    }
    if (time.isZero()) {
      throw new TypeConversionException(
          "want a time above 0, for example 45m, 1h or 1h30m, got '" + text + "'");
    }
    return time;
  }

  private static long number(Matcher units, int group) {
    return units.group(group) == null ? 0 : Long.parseLong(units.group(group));
  }
}
