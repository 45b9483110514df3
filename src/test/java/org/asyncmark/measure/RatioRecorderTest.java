package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class RatioRecorderTest {
  private static final IterationParams MEASURED =
      new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);

  private final RatioRecorder recorder = RatioRecorder.open("handoffs", "#/item");

  @AfterEach
  void forget() {
    recorder.close();
    RatioRecorder.forgetClosed();
  }

  @Test
  void itsResultIsTheSumOfAmountsOverTheSumOfUnits() {
    recorder.record(1, 10);
    recorder.record(5, 2);
    assertThat(results())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.getLabel()).isEqualTo("handoffs");
              assertThat(result.getScore()).isEqualTo(0.5);
              assertThat(result.getScoreUnit()).isEqualTo("#/item");
            });
  }

  @Test
  void withoutUnitsThereIsNoResult() {
    recorder.record(3, 0);
    assertThat(results()).isEmpty();
  }

  @Test
  void anIterationStartsFromNothing() {
    recorder.record(3, 1);
    new HdrProfiler().beforeIteration(null, MEASURED);
    assertThat(results()).isEmpty();
  }

  @Test
  void whatWasRecordedBeforeTheTearDownIsStillReported() {
    recorder.record(3, 1);
    recorder.close();
    assertThat(results()).hasSize(1);
    assertThat(results()).isEmpty();
  }

  @Test
  void anIterationWithoutAResultDoesNotCountAsZero() {
    recorder.record(3, 1);
    IterationResult without = iteration();
    IterationResult with = iteration();
    results().forEach(with::addResult);
    assertThat(new BenchmarkResult(null, List.of(without, with)).getSecondaryResults())
        .hasEntrySatisfying("handoffs", result -> assertThat(result.getScore()).isEqualTo(3.0));
  }

  @Test
  void aNegativeAmountIsAnError() {
    assertThatThrownBy(() -> recorder.record(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("handoffs wants amounts and units from 0 up, got -1.0 and 1.0");
    assertThatThrownBy(() -> recorder.record(1, Double.NaN))
        .hasMessage("handoffs wants amounts and units from 0 up, got 1.0 and NaN");
  }

  private static IterationResult iteration() {
    IterationResult iteration = new IterationResult(null, MEASURED, null);
    iteration.addResult(
        new AverageTimeResult(ResultRole.PRIMARY, "pass", 1, 1, TimeUnit.NANOSECONDS));
    return iteration;
  }

  private static List<? extends Result<?>> results() {
    return List.copyOf(
        new HdrProfiler()
            .afterIteration(null, MEASURED, null).stream()
                .<Result<?>>map(each -> (Result<?>) each)
                .toList());
  }
}
