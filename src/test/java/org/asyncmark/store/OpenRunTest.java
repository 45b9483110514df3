package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.OpenFork;
import org.asyncmark.analyse.Validity;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with requests that come at a rate, and a closed loop of 64 callers beside them. */
class OpenRunTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  private static final Arm OPEN = OpenFork.arm("virtual", "25", 500);
  private static final Arm CALLERS = OpenFork.callers("virtual", "25");

  @TempDir private Path results;
  private RunStore store;

  @BeforeEach
  void measure() throws IOException {
    Plan smoke = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK);
    List<PlannedArm> arms = List.of(new PlannedArm(OPEN, 1), new PlannedArm(CALLERS, 1));
    Plan plan = smoke.part("open", smoke.fork(), arms, List.of(), together -> true);
    store = RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK, List.of()));
    write(
        OPEN,
        Map.of(
            "response", millis(100, 2, 1, 100),
            "service", millis(100, 1, 1, 99),
            "sendlag", millis(101, 1)),
        Map.of("offered", 500.0, "achieved", 500.0, "growth", 2.0),
        Map.of("growth", List.of(1.0, 1.1, 9.0)));
    // 64 callers, each of which begins an op every 10 ms
    write(
        CALLERS, Map.of("service", millis(100, 1, 1, 100)), Map.of("achieved", 6_400.0), Map.of());
  }

  /** Returns so many latencies of so many milliseconds, pair by pair. */
  private static Histogram millis(int... pairs) {
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    for (int i = 0; i < pairs.length; i += 2) {
      histogram.recordValueWithCount(1_000_000L * pairs[i + 1], pairs[i]);
    }
    return histogram;
  }

  private void write(
      Arm arm,
      Map<String, Histogram> latencies,
      Map<String, Double> counts,
      Map<String, List<Double>> turns)
      throws IOException {
    Path fork = WrittenForks.begin(store, arm);
    List<LatencyLog.Interval> intervals = new ArrayList<>();
    Map<String, Long> samples = new TreeMap<>();
    latencies.forEach(
        (kind, histogram) -> {
          intervals.add(new LatencyLog.Interval(kind, 1_000, 1_000, histogram));
          samples.put(kind, histogram.getTotalCount());
        });
    LatencyLog.write(fork.resolve(RunStore.LATENCY_LOG), intervals);
    Map<String, Count> counted = new TreeMap<>();
    counts.forEach((name, value) -> counted.put(name, new Count(value, "#/s")));
    RunJson.write(
        fork.resolve(RunStore.COUNTERS),
        new Counters(
            "2026-11-21T00:00:00Z",
            5_000,
            0.0,
            1.0,
            1.0,
            1.0,
            0L,
            samples,
            counted,
            turns,
            null,
            null));
    WrittenForks.finish(store, fork, 1, arm);
  }

  private Fork fork(Arm arm) {
    return new RunReader(store).read().forks(arm).forks().get(0);
  }

  private Path folder(Arm arm) {
    return store.forkFolder(1, arm, "");
  }

  @Test
  void whatAClosedLoopDidNotSeeIsEstimated() {
    Latencies service = fork(CALLERS).latencies().get("service");
    Latencies corrected = fork(CALLERS).latencies().get("corrected");
    assertThat(service.samples()).isEqualTo(101);
    // beside the 100 ms those of the ops that would have begun 10, 20, ... 90 ms later
    assertThat(corrected.samples()).isEqualTo(110);
    assertThat(corrected.maxNanos()).isEqualTo(service.maxNanos());
    assertThat(corrected.meanNanos()).isGreaterThan(service.meanNanos());
  }

  @Test
  void responsesAreNeverCorrected() {
    assertThat(fork(OPEN).latencies()).containsOnlyKeys("response", "sendlag", "service");
  }

  @Test
  void theEstimateIsNotAddedUpWithWhatWasMeasured() {
    assertThat(new RunReader(store).read().forks(CALLERS).pooled("corrected").samples()).isZero();
  }

  @Test
  void theEstimateIsReckonedOnlyIfItIsWanted() {
    assertThat(
            new RunReader(store)
                .read(
                    Measure.kindsOf(List.of("p50")),
                    damage -> {
                      throw damage;
                    })
                .forks(CALLERS)
                .forks()
                .get(0)
                .latencies())
        .containsOnlyKeys("service");
  }

  @Test
  void theTailOfEachTurnIsKeptAsFarAsItsRequestsSupportIt() {
    Map<String, List<Double>> scores = fork(OPEN).turns().scores();
    assertThat(scores)
        .containsKeys("response:p50", "response:p90")
        .doesNotContainKey("response:p95");
    assertThat(scores.get("response:p90")).hasSize(1);
    assertThat(scores).doesNotContainKey("service:p90");
  }

  @Test
  void whatTellsWhetherAForkIsValidIsReadWithAnyMetric() {
    Fork fork =
        new RunReader(store)
            .read(
                Measure.kindsOf(List.of("p50")),
                damage -> {
                  throw damage;
                })
            .forks(OPEN)
            .forks()
            .get(0);
    assertThat(Validity.of(fork)).isEqualTo(Validity.of(fork(OPEN)));
    assertThat(Validity.of(fork).inWords())
        .isEqualTo("p90 of sendlag 1.00 ms is 50 % of p90 of response");
  }

  @Test
  void aPackedRunSaysTheSame() {
    String forks = new TextExports(store, new RunReader(store).read()).forks();
    Fork open = fork(OPEN);
    assertThat(new Packing(store).pack()).isTrue();
    try (RunStore packed = RunStore.open(store.folder())) {
      Fork again = new RunReader(packed).read().forks(OPEN).forks().get(0);
      assertThat(new TextExports(packed, new RunReader(packed).read()).forks()).isEqualTo(forks);
      assertThat(again.turns().scores()).isEqualTo(open.turns().scores());
      assertThat(again.turns().of("growth")).containsExactly(1.0, 1.1, 9.0);
      assertThat(Validity.of(again)).isEqualTo(Validity.of(open));
    }
  }

  @Test
  void theHistogramThatAPackedForkKeepsIsThatOfWholeOps() {
    assertThat(KeptFork.read(folder(OPEN)).kind()).isEqualTo("response");
    assertThat(KeptFork.read(folder(OPEN)).whole().histogram().getTotalCount()).isEqualTo(101);
    assertThat(KeptFork.read(folder(OPEN)).counters().kept().latencies())
        .containsOnlyKeys("sendlag", "service");
    assertThat(KeptFork.read(folder(CALLERS)).kind()).isEqualTo("service");
  }

  @Test
  void theHashOfAForkDoesNotChangeWhenItIsPacked() throws IOException {
    String before = KeptFork.read(folder(OPEN)).sha256();
    Path copy = Files.createDirectory(results.resolve("copy"));
    for (var file : KeptFork.read(folder(OPEN)).files().entrySet()) {
      Files.write(copy.resolve(file.getKey()), file.getValue());
    }
    assertThat(KeptFork.read(copy).sha256()).isEqualTo(before);
  }

  @Test
  void goPrintsTheTimeThatStandsForWholeOps() {
    assertThat(new TextExports(store, new RunReader(store).read()).benchfmt())
        .contains(
            "BenchmarkGather/model=virtual/arrivals=poisson/cpus=all/fanOut=10/rate=500\t101");
  }
}
