package org.asyncmark.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them. */
final class Durations {
  private Durations() {}

  /** Returns for example {@code 1 h 05 min}, {@code 7 min 20 s} or {@code 12 s}. */
  static String inWords(Duration duration) {
    if (duration.toHours() > 0) {
      return String.format(
          Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toSeconds() + " s";
  }
}
