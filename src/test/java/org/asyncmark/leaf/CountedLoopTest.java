package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopCounts;
import org.asyncmark.measure.CountersProfiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

@Timeout(10)
class CountedLoopTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

  /** Loops and windows of other tests in this JVM have ended, but nobody has read them since. */
  @BeforeEach
  void forgetThoseOfOtherTests() {
    new CountersProfiler().beforeIteration(null, MEASURED);
    loopCounts();
  }

  @Test
  void itsCountsAreThoseOfTheLoopAndTheyAreAbsentWhenItIsGone() {
    EventLoop loop = CountedLoop.start("counted");
    loop.callSoonThreadsafe(() -> {});
    loop.close();
    LoopCounts counts = loop.counts();
    assertThat(loopCounts())
        .isEqualTo(
            Map.of(
                "loop.turns", (double) counts.turns(),
                "loop.sleeps", (double) counts.sleeps(),
                "loop.wakeups", (double) counts.wakeups(),
                "loop.keys", (double) counts.keys(),
                "loop.callbacks", (double) counts.callbacks(),
                "loop.timers", (double) counts.timers()));
    assertThat(counts.callbacks()).isPositive();
    assertThat(loopCounts()).isEmpty();
  }

  private static Map<String, Double> loopCounts() {
    IterationResult oneOp = new IterationResult(null, MEASURED, new IterationResultMetaData(1, 1));
    Map<String, Double> counts = new TreeMap<>();
    for (Result<?> each : new CountersProfiler().afterIteration(null, MEASURED, oneOp)) {
      if (each.getLabel().startsWith("loop.")) {
        counts.put(each.getLabel(), each.getScore());
      }
    }
    return counts;
  }
}
