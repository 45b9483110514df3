package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class SystemCallsProfilerTest {
  private static IterationResult iteration() {
    IterationResult iteration =
        new IterationResult(
            null,
            new IterationParams(IterationType.MEASUREMENT, 3, TimeValue.seconds(1), 1),
            new IterationResultMetaData(1, 1));
    iteration.addResult(
        new AverageTimeResult(ResultRole.PRIMARY, "run", 1, 1_000, TimeUnit.MICROSECONDS));
    return iteration;
  }

  @Test
  void whatTheLastIterationReportsIsNotAveragedWithTheOthers() {
    IterationResult last = iteration();
    last.addResult(SystemCallsProfiler.perOp(600, 2));
    BenchmarkResult fork = new BenchmarkResult(null, List.of(iteration(), iteration(), last));
    assertThat(fork.getSecondaryResults().get(SystemCallsProfiler.SYSTEM_CALLS).getScore())
        .isEqualTo(300);
  }
}
