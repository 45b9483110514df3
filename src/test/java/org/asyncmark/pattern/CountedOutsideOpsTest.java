package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What is counted outside the ops that are measured is among the results of the last iteration. JMH
 * sets a benchmark up within its first iteration, and each further one begins with recorders that
 * are cleared.
 */
@Timeout(20)
class CountedOutsideOpsTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(1), 1);

  @ParameterizedTest
  @ValueSource(strings = {"queue", "stream"})
  void handOffsAreReported(String id) throws Exception {
    Pattern pattern = Patterns.of(id);
    Map<String, Value> smallest = new TreeMap<>(pattern.cells(Pattern.Sizing.SMOKE).get(0));
    smallest.remove(PatternBenchmark.MECHANISM);
    PatternBenchmark benchmark =
        pattern.made(Model.LOOP, pattern.cell(Model.LOOP, smallest, 1).params());
    HdrProfiler profiler = new HdrProfiler();
    benchmark.setUp();
    profiler.beforeIteration(null, MEASURED);
    benchmark.tearDown();
    Stream<String> labels =
        profiler.afterIteration(null, MEASURED, null).stream().map(result -> result.getLabel());
    assertThat(labels).contains("handoffs");
  }
}
