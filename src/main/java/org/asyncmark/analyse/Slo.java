package org.asyncmark.analyse;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit on a percentile of a latency, as services promise it: {@code p99=10ms}.
 *
 * @param word of the percentile, for example {@code p99}, or {@code service.p99} of another kind
 *     than the one that stands for the whole operation
 * @param limitNanos the most that it may be, above 0
 */
public record Slo(String word, double limitNanos) {
  private static final Pattern FORM =
      Pattern.compile("([^=]+)=(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s)");

  private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9);

  /**
   * Reads a limit.
   *
   * @throws IllegalArgumentException if it is none, or its percentile is not kept of forks
   */
  public static Slo of(String text) {
    Matcher matcher = FORM.matcher(text);
    double limit =
        matcher.matches()
            ? Double.parseDouble(matcher.group(2)) * NANOS.getOrDefault(matcher.group(3), 0.0)
            : 0;
    if (limit <= 0 || LatencyQuantile.of(matcher.group(1)).isEmpty()) {
      throw new IllegalArgumentException(
          "--slo wants a percentile and the most that it may be, in us, ms or s, got '"
              + text
              + "'; give for example p99=10ms");
    }
    Slo slo = new Slo(matcher.group(1), limit);
    if (!Quantiles.isKept(slo.quantile().fraction())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--slo wants a percentile that is kept of every fork, got '%s'; give one of %s",
              slo.word,
              Quantiles.WORDS));
    }
    return slo;
  }

  /** Returns the percentile as a fraction, for example 0.99. */
  public double fraction() {
    return quantile().fraction();
  }

  /** Returns the kind of latency; empty for the one that stands for the whole operation. */
  public String kind() {
    return quantile().kind();
  }

  /** Returns the percentile. */
  LatencyQuantile quantile() {
    return LatencyQuantile.of(word).orElseThrow();
  }

  /** Returns the limit as it is asked for, in milliseconds: {@code p99=10ms}. */
  public String text() {
    return word
        + "="
        + BigDecimal.valueOf(limitNanos / 1e6).stripTrailingZeros().toPlainString()
        + "ms";
  }
}
