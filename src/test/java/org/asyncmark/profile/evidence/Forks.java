package org.asyncmark.profile.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;

/** Runs to test with, whose forks have known medians. */
final class Forks {
  private Forks() {}

  /**
   * Returns an arm whose forks have medians of {@code nanos}, 0.1 % more each round, as precise as
   * three digits of a histogram.
   */
  static ArmForks of(Arm arm, int rounds, long nanos) {
    return of(arm, rounds, nanos, "service");
  }

  /** Returns the same for another kind of latency. */
  static ArmForks of(Arm arm, int rounds, long nanos, String kind) {
    return new ArmForks(
        arm, IntStream.rangeClosed(1, rounds).mapToObj(round -> fork(round, nanos, kind)).toList());
  }

  private static Fork fork(int round, long nanos, String kind) {
    Histogram latency = new Histogram(3);
    latency.recordValueWithCount(nanos + nanos * round / 1_000, 100);
    return Fork.of(round, Map.of(kind, latency), Map.of());
  }

  static RunRecord run(ArmForks... arms) {
    return Runs.of(Map.of("25", "25"), 6, List.of(arms), Map.of());
  }
}
