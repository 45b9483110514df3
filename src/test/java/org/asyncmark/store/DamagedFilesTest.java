package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a run, cut short and with bytes changed: read, or refused on one line. */
class DamagedFilesTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  @TempDir private Path results;
  private RunStore store;

  @BeforeEach
  void measure() throws IOException {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK);
    store = RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK, List.of("a finding")));
    finish(arm(0));
    finish(arm(1));
    WrittenForks.fail(store, new FailedFork(arm(2), 1, false, "java.io.IOException: no"));
  }

  private Arm arm(int place) {
    return store.plan().arms().get(place).arm();
  }

  private void finish(Arm arm) throws IOException {
    Path fork = WrittenForks.begin(store, arm);
    Random random = new Random(7);
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    for (int i = 0; i < 200; i++) {
      histogram.recordValue(1_000 + random.nextInt(100_000));
    }
    LatencyLog.write(
        fork.resolve(RunStore.LATENCY_LOG),
        List.of(
            new LatencyLog.Interval("service", 0, 100, histogram),
            new LatencyLog.Interval("leaf", 0, 100, histogram)));
    Counters counters =
        new Counters(
            "2026-11-21T00:00:00Z",
            1,
            0.5,
            null,
            1.5,
            null,
            null,
            Map.of("service", 200L, "leaf", 200L),
            Map.of("cpu", new Count(2.5, "us/op")),
            Map.of("cpu", List.of(2.0, 3.0)),
            null,
            null);
    Files.write(fork.resolve(RunStore.COUNTERS), RunJson.MAPPER.writeValueAsBytes(counters));
    Files.writeString(
        fork.resolve(RunStore.JMH_JSON),
        """
        [{"benchmark": "a", "forks": 1, "primaryMetric": {"score": 1.5, "rawData": [[1.5, 1.75]]},
          "secondaryMetrics": {
            "service": {"score": 7, "scoreUnit": "ns", "rawData": [[1.25, "NaN"]]},
            "service:p50": {"score": 7, "scoreUnit": "ns", "rawData": [[1.25, 8]]}}}]
        """);
    WrittenForks.finish(store, fork, 1, arm);
  }

  private Path file(String name) {
    if (name.equals(RunStore.FAILURE)) {
      return store.forkFolder(1, arm(2), RunStore.FAILED_SUFFIX).resolve(name);
    }
    return name.equals(RunStore.MANIFEST) || name.equals(RunStore.ENV)
        ? store.folder().resolve(name)
        : store.forkFolder(1, arm(0), "").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RunStore.MANIFEST,
        RunStore.ENV,
        RunStore.COUNTERS,
        RunStore.LATENCY_LOG,
        RunStore.JMH_JSON,
        RunStore.FAILURE
      })
  @Timeout(120)
  void aDamagedFileIsReadOrRefusedOnOneLineWithItsName(String name) throws IOException {
    Path file = file(name);
    byte[] valid = Files.readAllBytes(file);
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      Files.write(file, mutated(valid, random));
      try {
        RunStore opened = RunStore.open(store.folder());
        Exports exports = new Exports(opened);
        RunRecord run = new RunReader(opened).read(exports);
        exports.write();
        assertThat(run.machine()).isNotNull();
      } catch (EnvironmentException e) {
        refused++;
        assertThat(e.getMessage()).contains(file.getFileName().toString());
        assertThat(e.getMessage().lines()).hasSize(1);
      }
    }
    assertThat(refused).isBetween(150, 599);
  }

  @ParameterizedTest
  @ValueSource(strings = {RunStore.MANIFEST, RunStore.ENV, RunStore.COUNTERS, RunStore.LATENCY_LOG})
  void anEmptyFileIsRefusedWithItsName(String name) throws IOException {
    for (String text : List.of("", "null", "[]", "\u0000")) {
      Files.writeString(file(name), text);
      List<String> messages = new ArrayList<>();
      try {
        new RunReader(RunStore.open(store.folder())).read();
      } catch (EnvironmentException e) {
        messages.add(e.getMessage());
      }
      assertThat(messages).singleElement().asString().contains(file(name).toString());
    }
  }

  @Test
  void theOtherForksOfARunAreReadAllTheSame() throws IOException {
    Path log = file(RunStore.LATENCY_LOG);
    Files.writeString(log, "no log");
    List<EnvironmentException> damages = new ArrayList<>();
    RunRecord run = new RunReader(RunStore.open(store.folder())).read(kind -> true, damages::add);
    assertThat(run.arms().get(0).forks()).isEmpty();
    assertThat(run.arms().get(1).forks()).hasSize(1);
    assertThat(damages)
        .extracting(Throwable::getMessage)
        .singleElement()
        .asString()
        .startsWith(log + " ");
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] mutated = valid.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] = (byte) "[]{}\",:0-e.\n".charAt(random.nextInt(12));
        case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
        case 3 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int from = random.nextInt(mutated.length);
          int length = Math.min(random.nextInt(40), mutated.length - Math.max(at, from));
          System.arraycopy(valid, from, mutated, at, length);
        }
      }
    }
    return mutated;
  }
}
