package org.asyncmark.analyse;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantile of a kind of latency, as it is asked for: {@code p99.9} of the whole operation, {@code
 * leaf.p50} of another kind.
 *
 * @param percent as in the word, for example {@code 99.9}
 */
record LatencyQuantile(String kind, String percent) {
  private static final Pattern WORD = Pattern.compile("(?:([a-z]+)\\.)?p(\\d{1,2}(?:\\.\\d+)?)");

  /** Returns the quantile that a word is; empty if it is something else. */
  static Optional<LatencyQuantile> of(String word) {
    Matcher matcher = WORD.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String kind = Objects.requireNonNullElse(matcher.group(1), Latencies.SERVICE);
    return Optional.of(new LatencyQuantile(kind, matcher.group(2)));
  }

  double fraction() {
    return Double.parseDouble(percent) / 100;
  }
}
