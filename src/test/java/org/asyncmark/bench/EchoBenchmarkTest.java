package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(60)
class EchoBenchmarkTest {
  @Test
  void countsRoundTripsAndTheCpusOfBothSides() throws Exception {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(EchoBenchmark.class.getName())
                    .param("server", "LOOP")
                    .param("connections", "50")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(200))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    assertThat(result.getPrimaryResult().getScoreUnit()).isEqualTo("ops/s");
    assertThat(result.getPrimaryResult().getScore()).isGreaterThan(100);
    assertThat(result.getSecondaryResults()).containsOnlyKeys("serverCpus", "clientCpus");
    assertThat(result.getSecondaryResults().get("clientCpus").getScore()).isBetween(0.001, 1.1);
  }
}
