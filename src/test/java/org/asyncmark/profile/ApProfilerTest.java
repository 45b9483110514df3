package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/** With the flight recorder as engine: the agent would stay in the JVM of the tests. */
class ApProfilerTest {
  private static final IterationParams WARM_UP = iterations(IterationType.WARMUP, 1);
  private static final IterationParams MEASURED = iterations(IterationType.MEASUREMENT, 2);

  @TempDir private Path folder;
  private ApProfiler profiler;

  @BeforeEach
  void create() {
    profiler =
        new ApProfiler(
            "lib=/unused;engine=jfr;events=cpu+alloc+lock;intervalNanos=1000000;recording="
                + folder.resolve("recording.jfr"));
  }

  @Test
  void theRecordingHasTheNameAskedForAndTheWarmUpLeavesNone() throws IOException {
    iterate(WARM_UP);
    iterate(MEASURED);
    iterate(MEASURED);

    assertThat(files()).containsExactly("recording.jfr");
  }

  @Test
  void theRecordingIsWrittenAfterTheLastMeasuredIterationAndNotBefore() throws IOException {
    iterate(MEASURED);
    Path recording = folder.resolve(files().get(0));
    long afterTheFirst = Files.size(recording);
    iterate(MEASURED);

    assertThat(afterTheFirst).isZero();
    assertThat(recording).isNotEmptyFile();
  }

  @Test
  void theForkKnowsWhereCompiledCodeCameFromAndLoadsLibrariesWithoutWarning() {
    assertThat(profiler.addJVMOptions(null))
        .containsExactly(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+DebugNonSafepoints",
            "--enable-native-access=ALL-UNNAMED");
  }

  private void iterate(IterationParams iteration) {
    BenchmarkParams params = null;
    IterationResult result = null;
    profiler.beforeIteration(params, iteration);
    profiler.afterIteration(params, iteration, result);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static IterationParams iterations(IterationType type, int count) {
    return new IterationParams(type, count, TimeValue.milliseconds(1), 1);
  }
}
