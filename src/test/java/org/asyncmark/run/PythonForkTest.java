package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.analyse.Count;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forks whose Python is a script of the shell that stands in for it. */
@Timeout(60)
class PythonForkTest extends PythonStandIn {
  @Test
  void whatATurnLeavesIsWrittenLikeThatOfAnyFork() throws Exception {
    ForkLauncher.Launched launched = run(good());
    assertThat(launched.p50Nanos()).isBetween(299_000.0, 301_000.0);
    assertThat(launched.counters().samples()).isEqualTo(Map.of("leaf", 2L, "service", 3L));
    assertThat(launched.counters().counts())
        .isEqualTo(
            Map.of(
                "cpu", new Count(13, "us/op"),
                "jain", new Count(0.5, "0..1"),
                "memory.peak", new Count(1000, "kB"),
                "warmup.millis", new Count(1234, "ms"),
                "warmup.steady", new Count(1, "#")));
    assertThat(launched.counters().turns()).containsEntry("cpu", List.of(12.5, 13.5));
    try (Stream<Path> all = Files.list(into())) {
      assertThat(all.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder(
              RunStore.STDOUT, RunStore.LATENCY_LOG, RunStore.JMH_JSON, RunStore.COUNTERS);
    }
  }

  @Test
  void jmhsResultHasTheScoreOfEachTurnAndNamesTheRuntime() throws Exception {
    run(good());
    JsonNode jmh = new ObjectMapper().readTree(into().resolve(RunStore.JMH_JSON).toFile()).path(0);
    JsonNode metric = jmh.path("primaryMetric");
    assertThat(metric.path("scoreUnit").asText()).isEqualTo("us/op");
    assertThat(metric.path("rawData").toString()).isEqualTo("[[300.0,500.0]]");
    assertThat(jmh.path("vmName").asText()).isEqualTo("CPython");
    assertThat(jmh.path("vmVersion").asText()).isEqualTo("3.11.7 (main, Dec 8 2023)");
    assertThat(jmh.path("jdkVersion").asText()).isEqualTo("3.11.7");
    assertThat(jmh.path("benchmark").asText()).isEqualTo(Patterns.of("gather").benchmark());
    assertThat(jmh.path("params").path("mechanism").asText()).isEqualTo("asyncio");
    assertThat(jmh.path("secondaryMetrics").path("service:count").path("rawData").toString())
        .isEqualTo("[[1.0,2.0]]");
  }

  @Test
  void theRuntimeSaysWhatItIsWhereAJvmDoes() throws Exception {
    assertThat(run(good()).counters().jvm())
        .isEqualTo(
            new RunningJvm(
                "CPython 3.11.7 (main, Dec 8 2023), GIL, asyncio's own loop, gc on (700, 10, 10)",
                List.of(),
                Map.of(),
                List.of(),
                0,
                Runtime.getRuntime().availableProcessors(),
                0,
                null,
                new RunningJvm.Iterations(1, 1),
                new RunningJvm.Iterations(2, 1)));
  }

  @Test
  void whatWasPrintedIsKeptAndTheWarmUpStandsBehindItAsJmhSaysIt() throws Exception {
    run(with(List.of(good()), "echo hello; echo oh >&2"));
    assertThat(into().resolve(RunStore.STDOUT))
        .hasContent("hello\noh\n# Warmup Iteration   1: 250.000 us/op\n");
  }

  @Test
  void aForkIsToldWhatToDoInOneText() throws Exception {
    failure("echo \"$1 $2 $3 $(basename $4 | cut -c 1-16)\"; printf %s \"$5\" > " + folder + "/s");
    JsonNode spec = new ObjectMapper().readTree(folder.resolve("s").toFile());
    assertThat(into().resolve(RunStore.STDOUT)).hasContent("-E -X faulthandler asyncmark-python\n");
    assertThat(spec.path("pattern").asText()).isEqualTo("gather");
    assertThat(spec.path("mechanism").asText()).isEqualTo("asyncio");
    assertThat(spec.path("loop").asText()).isEqualTo("asyncio");
    assertThat(spec.path("params").path("leaf").asText()).isEqualTo("cpu");
    assertThat(spec.path("params").path("fanOut").isIntegralNumber()).isTrue();
    assertThat(spec.path("backendPort").asInt()).isEqualTo(backend.port());
    assertThat(spec.path("gatePort").asInt()).isPositive();
    assertThat(spec.path("result").asText()).isEqualTo(into().resolve("python") + "");
    assertThat(spec.path("cpus").isNull()).isTrue();
    assertThat(spec.toString())
        .endsWith(
            "\"warmUpCapMillis\":0,\"warmupIterations\":1,\"warmupMillis\":1,"
                + "\"measuredIterations\":2,\"measuredMillis\":1,\"leastOps\":10,"
                + "\"furtherMillis\":0,\"runUpMillis\":50}");
  }

  @Test
  void whatThePythonsOfTheUserAreToldByTheirSurroundingsIsKeptFromAFork() {
    Map<String, String> environment =
        new TreeMap<>(Map.of("PATH", "/bin", "PYTHONPATH", "/x", "PYTHONMALLOC", "debug"));
    PythonProcess.strip(environment);
    assertThat(environment).containsOnlyKeys("PATH");
  }

  @Test
  void theInputOfAForkIsOpenAsLongAsItRuns() throws Exception {
    run(with(List.of(good()), "read -rt 0.2 line; echo $?"));
    assertThat(into().resolve(RunStore.STDOUT)).content().startsWith("142\n"); // 1 at an end
  }
}
