package org.asyncmark.analyse;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quantile of a kind of latency, as it is asked for: {@code p99.9} of the whole operation, {@code
 * leaf.p50} of another kind.
 *
 * @param kind empty for the one that stands for the whole operation, {@link ArmForks#mainKind}
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
    String kind = Objects.requireNonNullElse(matcher.group(1), "");
    return Optional.of(new LatencyQuantile(kind, matcher.group(2)));
  }

  /** Returns the kind that is meant of an arm. */
  String kindOf(ArmForks arm) {
    return kind.isEmpty() ? arm.mainKind() : kind;
  }

  /** Tells whether one of some kinds is meant. */
  boolean isOf(Set<String> kinds) {
    return kind.isEmpty()
        ? kinds.contains(Latencies.SERVICE) || kinds.contains(Latencies.RESPONSE)
        : kinds.contains(kind);
  }

  double fraction() {
    return Double.parseDouble(percent) / 100;
  }
}
