package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextExportsTest {
  private static final Jdk JDK =
      new Jdk(
          "25",
          Path.of("jdk"),
          Path.of("jdk/bin/java"),
          25,
          "25.0.1+8",
          "Maker, Inc.",
          Jdk.HOT_SPOT);

  @TempDir private Path results;
  private RunStore store;

  @BeforeEach
  void measure() throws IOException {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK);
    store = RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK, List.of()));
    Path fork = WrittenForks.begin(store, arm());
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    histogram.recordValueWithCount(1_000, 99);
    LatencyLog.write(
        fork.resolve(RunStore.LATENCY_LOG),
        List.of(new LatencyLog.Interval("service", 0, 100, histogram)));
    Map<String, Count> counts =
        Map.of(
            "cpu", new Count(2.5, "us/op"),
            "gc.alloc.rate.norm", new Count(640, "B/op"),
            "handoffs", new Count(Double.NaN, "#/item"));
    Counters counters =
        new Counters(
            "2026-11-21T00:00:00Z",
            1,
            null,
            null,
            null,
            null,
            null,
            Map.of("service", 99L),
            counts,
            Map.of(),
            null,
            null);
    Files.write(fork.resolve(RunStore.COUNTERS), RunJson.MAPPER.writeValueAsBytes(counters));
    Files.writeString(
        fork.resolve(RunStore.JMH_JSON),
        "[{\"primaryMetric\":{\"scoreUnit\":\"us/op\",\"rawData\":[[1.5,\"NaN\"]]},"
            + "\"secondaryMetrics\":{}}]");
    Files.writeString(
        fork.resolve(RunStore.STDOUT),
        """
        # Warmup: 2 iterations, 500 ms each
        # Warmup Iteration   1: 1735.272 us/op
        # Warmup Iteration   2: 1539,422 ±(99.9%) 12.1 us/op
        # Warmup Iteration   3: ≈ 10⁻³ us/op
        Iteration   1: 1.500 us/op
        """);
    WrittenForks.finish(store, fork, 1, arm());
  }

  private Arm arm() {
    return store.plan().arms().get(0).arm();
  }

  private TextExports exports() {
    return new TextExports(store, new RunReader(store).read());
  }

  @Test
  void aForkIsOneLineOfGosFormat() {
    String path = arm().paramsLabel().replace(' ', '/');
    assertThat(exports().benchfmt().lines())
        .contains("jdk: 25.0.1+8 Maker, Inc.")
        .endsWith(
            String.format(
                Locale.ROOT,
                "BenchmarkGather/model=%s/%s\t99\t1000.0 ns/op\t1000.0 p50-ns/op\t2500.0 cpu-ns/op\t640.0 B/op",
                arm().model(),
                path));
  }

  @Test
  void aForkIsARowWithAColumnForEachMetric() {
    assertThat(exports().forks().lines())
        .hasSize(2)
        .startsWith(
            "run,pattern,model,jdk,jdk_build,params,round,cpu us/op,gc.alloc.rate.norm B/op,"
                + "handoffs #/item,service mean ns,service p50 ns,service samples")
        .last()
        .asString()
        .contains(",\"25.0.1+8 Maker, Inc.\",")
        .endsWith(",1,2.5,640.0,NaN,1000.0,1000.0,99.0");
  }

  @Test
  void theWarmUpStandsBeforeWhatWasMeasured() throws IOException {
    Exports exports = new Exports(store);
    new RunReader(store).read(exports);
    exports.write();
    Path file = store.folder().resolve("export").resolve("iterations.csv");
    assertThat(Files.readAllLines(file).stream().skip(1))
        .extracting(line -> line.substring(line.indexOf(",1,") + 3))
        .containsExactly(
            "warmup,1,us/op,1735.272",
            "warmup,2,us/op,1539.422",
            "measured,1,us/op,1.5",
            "measured,2,us/op,NaN");
  }

  @Test
  void nothingDependsOnTheLocale() {
    Locale before = Locale.getDefault();
    String usual = exports().benchfmt() + exports().forks();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(exports().benchfmt() + exports().forks()).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theFilesLieInOneFolder() {
    exports().write();
    assertThat(store.folder().resolve("export").toFile().list())
        .containsExactlyInAnyOrder("benchfmt.txt", "forks.csv", "summary.csv");
  }
}
