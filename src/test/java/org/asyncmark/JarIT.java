package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users start it, on the JDK that runs the tests. */
@Timeout(240)
class JarIT {
  private static final Path JAR = Path.of("target", "asyncmark.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;

  @Test
  void itListsItsBenchmarks() throws Exception {
    assertThat(run(0, "jmh", "-l"))
        .contains("org.asyncmark.pattern.gather.GatherBenchmark.gather")
        .contains("org.asyncmark.measure.MeasuringCostBenchmark.recordOne");
  }

  @Test
  void plainJmhSaysHowToGetHistograms() throws Exception {
    assertThat(
            run(
                0,
                "jmh",
                "MeasuringCostBenchmark.recordOne",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "10ms"))
        .contains("no histograms: add -prof org.asyncmark.measure.HdrProfiler");
  }

  @Test
  void aSmokeRunLeavesAllItsFiles() throws Exception {
    String said = run(0, smoke("cpu"));
    assertThat(said).contains("gather").contains("results: ");
    assertThat(said.replaceAll("\\s+", " ")).contains("had the lowest p50"); // lines are wrapped
    Path run = onlyFolderIn(folder.resolve("results"));
    Path plots = onlyFolderIn(folder.resolve("plots"));
    assertThat(plots.getFileName()).isEqualTo(run.getFileName());
    assertThat(run)
        .isDirectoryContaining("glob:**/manifest.json")
        .isDirectoryContaining("glob:**/env.json")
        .isDirectoryContaining("glob:**/REPORT.md")
        .isDirectoryContaining("glob:**/report.html");
    assertThat(run.resolve("hdr")).isDirectoryContaining("glob:**.service.hgrm");
    assertThat(run.resolve("hdr")).isDirectoryContaining("glob:**.leaf.hgrm");
    assertThat(plots).isDirectoryContaining("glob:**_percentiles.svg");
    JsonNode results = new ObjectMapper().readTree(run.resolve("jmh/here.json").toFile());
    assertThat(results).hasSize(2 * Model.available().size());
    assertThat(results.get(0).get("secondaryMetrics").fieldNames())
        .toIterable()
        .contains("service", "service:p50", "service:max", "leaf:p50", "leaf:p90");
    for (JsonNode result : results) {
      boolean onALoop = result.get("params").get("model").asText().equals("LOOP");
      assertThat(result.get("secondaryMetrics").has("loop.turns")).isEqualTo(onALoop);
    }
  }

  @Test
  void aForkThatFailsIsReportedAndTheRunGoesOn() throws Exception {
    List<String> arguments = new ArrayList<>(List.of(smoke("http")));
    // a body that is longer than what clients take
    arguments.addAll(List.of("--param", "connections=9999", "--model", "loop,future"));
    String said = run(1, "ulimit -n 500; exec ", arguments.toArray(String[]::new));
    assertThat(said)
        .contains("FAILED")
        .contains("wanted 9999 connections to the backend on port ")
        .contains("see that it runs and that 'ulimit -n' allows as many");
  }

  @Test
  void aForkThatHangsIsRecordedAsHungAndTheRunGoesOn() throws Exception {
    StartedJar jar =
        StartedJar.run(
            folder,
            "--param",
            "leaf=timer",
            "--model",
            "future,loop",
            "--deadline",
            "10",
            "--verbose");
    try (BufferedReader out = jar.output()) {
      ProcessHandle fork = jar.child("org.openjdk.jmh.runner.ForkedMain");
      StartedJar.signal("STOP", fork);
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(1);
      assertThat(said)
          .contains("HUNG: round 1, JDK here, gather ")
          .contains("no fork has finished, 1 hung")
          .containsPattern("(?m)^(future|loop) .* 1 .*\\[one fork\\]");
      assertThat(fork.isAlive()).isFalse();
      assertThat(Path.of(".attach_pid" + fork.pid())).doesNotExist();
    } finally {
      jar.close();
    }
    Path round = onlyFolderIn(folder.resolve("results")).resolve("rounds/0001");
    try (Stream<Path> cells = Files.list(round)) {
      assertThat(cells.filter(cell -> cell.toString().endsWith(".FAIL")).toList())
          .singleElement()
          .satisfies(cell -> assertThat(cell.resolve("hung-threads.txt")).exists());
    }
  }

  @Test
  void aForkIsBoundToItsCpusOrAbsentWithTheReason() throws Exception {
    String said =
        run(
            0,
            "run",
            "--preset",
            "smoke",
            "--pattern",
            "event",
            "--model",
            "virtual,loop",
            "--cpus",
            "all,1");
    Path run = onlyFolderIn(folder.resolve("results"));
    String manifest = Files.readString(run.resolve("manifest.json"));
    if (manifest.contains("needs Linux and taskset")) {
      assertThat(said).contains("n/a (binding a process to CPUs needs Linux and taskset");
      return;
    }
    assertThat(said).contains("event (cpus=1 waiters=10)", "event (cpus=all waiters=10)");
    try (Stream<Path> files = Files.walk(run.resolve("rounds"))) {
      assertThat(files.filter(file -> file.endsWith("stdout.log")))
          .filteredOn(log -> log.getParent().toString().endsWith("_event_loop"))
          .hasSize(2)
          .filteredOn(
              log ->
                  contentOf(log.toFile())
                      .contains(
                          "-Djdk.virtualThreadScheduler.parallelism=1"
                              + " -XX:ActiveProcessorCount=1 "))
          .hasSize(1);
    }
  }

  private static String[] smoke(String leaf) {
    return new String[] {
      "run", "--preset", "smoke", "--pattern", "gather", "--param", "leaf=" + leaf
    };
  }

  private String run(int exitCode, String... arguments) throws Exception {
    return said(exitCode, command(arguments));
  }

  private String run(int exitCode, String shell, String[] arguments) throws Exception {
    String quoted =
        String.join(" ", command(arguments).stream().map(word -> "'" + word + "'").toList());
    return said(exitCode, List.of("sh", "-c", shell + quoted));
  }

  private static String said(int exitCode, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    // the lock keeps two measurements apart, and these do not count
    command.addAll(
        List.of(
            JAVA.toString(),
            StartedJar.SHORT_LIVED,
            "-Djmh.ignoreLock=true",
            "-jar",
            JAR.toString()));
    command.addAll(List.of(arguments));
    if (arguments[0].equals("run")) {
      command.addAll(
          List.of(
              "--verbose",
              "--jdk-home",
              "here=" + System.getProperty("java.home"),
              "--results",
              folder.resolve("results").toString()));
    }
    return command;
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
