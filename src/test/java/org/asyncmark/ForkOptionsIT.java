package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Options of the forks' JVM, in the environment of the jar and behind {@code --}. */
@Tag("any-jdk")
@Timeout(240)
class ForkOptionsIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;

  @Test
  void optionsInTheEnvironmentReachNoForkAndAreToldOf() throws Exception {
    Process jar = start("_JAVA_OPTIONS=-Xint -Xmx300m", smoke("--param", "variant=collect"));
    assertThat(said(jar, 0))
        .contains("_JAVA_OPTIONS=-Xint -Xmx300m in the environment would change what is measured");
    Path run = onlyRun();
    JsonNode jvm = jvmOfOnlyFork(run);
    assertThat(jvm.get("arguments")).extracting(JsonNode::asText).doesNotContain("-Xint");
    assertThat(jvm.get("vm").asText()).contains("mixed mode");
    assertThat(jvm.get("flags").get("MaxHeapSize").asLong()).isEqualTo(1L << 30);
    assertThat(json(run.resolve("env.json")).get("takenOut").get("_JAVA_OPTIONS").asText())
        .isEqualTo("-Xint -Xmx300m");
    for (String report : List.of("REPORT.md", "report.html")) {
      assertThat(Files.readString(run.resolve(report))).contains("-Xint -Xmx300m");
    }
  }

  @Test
  void aDriverThatIsKilledTakesAlongTheOneThatItHasStarted() throws Exception {
    Process jar = start("JAVA_TOOL_OPTIONS=-Dx=y", smoke("--rounds", "9"));
    List<ProcessHandle> below;
    try (BufferedReader out = jar.inputReader(UTF_8)) {
      while (jar.descendants().noneMatch(ForkOptionsIT::isFork)) {
        assertThat(jar.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(20); // a processor for those who are to come
      }
      below = jar.descendants().toList();
      jar.toHandle().destroyForcibly(); // Process.destroy would close its output as well
      assertThat(out.lines()).noneMatch(line -> line.startsWith("results: "));
    }
    assertThat(below).hasSizeGreaterThanOrEqualTo(3); // the driver, the backend, a fork
    for (ProcessHandle each : below) {
      each.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  private static boolean isFork(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("org.openjdk.jmh.runner.ForkedMain");
  }

  @Test
  void whatStandsBehindTheDashesIsWhatTheForkRanWith() throws Exception {
    Process jar =
        start(
            "A=B",
            smoke(
                "--param",
                "variant=collect",
                "--",
                "-jvmArgsAppend",
                "-XX:+UseParallelGC -Dx=y",
                "-r",
                "70ms",
                "-i",
                "2"));
    assertThat(said(jar, 0)).contains("1 x 100 ms warm-up + 2 turns of 70 ms");
    Path run = onlyRun();
    assertThat(run.getFileName().toString()).contains("_smoke-UseParallelGC");
    JsonNode jvm = jvmOfOnlyFork(run);
    assertThat(jvm.get("flags").get("UseParallelGC").asText()).isEqualTo("true");
    assertThat(jvm.get("arguments"))
        .extracting(JsonNode::asText)
        .contains("-Dx=y")
        .doesNotContain("-XX:+UseSerialGC");
    assertThat(jvm.get("measured").get("count").asInt()).isEqualTo(2);
    assertThat(jvm.get("measured").get("millis").asInt()).isEqualTo(70);
    assertThat(Files.readString(run.resolve("REPORT.md")))
        .contains("| Options | -- -jvmArgsAppend -XX:+UseParallelGC -Dx=y -r 70ms -i 2 |");
    String[] resume = {"run", "--resume", run.toString(), "--jdk-home", home()};
    assertThat(said(start("A=B", resume), 0)).contains("forks that are there: 1 of 1");
  }

  @Test
  void aRuntimeWithFlagsOfItsOwnStandsBesideTheJdkAsItIs() throws Exception {
    Process jar =
        start(
            "A=B",
            smoke(
                "--param", "variant=collect", "--jdk-flags", "par=here:-XX:+UseParallelGC -Xmx2g"));
    assertThat(said(jar, 0)).contains(" -XX:+UseParallelGC -Xmx2g");
    Path run = onlyRun();
    List<String> collectors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(each -> each.endsWith("counters.json")).toList()) {
        JsonNode flags = json(file).get("jvm").get("flags");
        String collector = flags.has("UseParallelGC") ? "UseParallelGC" : "UseSerialGC";
        collectors.add(
            collector + " " + flags.get(collector).asText() + " " + flags.get("MaxHeapSize"));
      }
    }
    assertThat(collectors)
        .containsExactlyInAnyOrder(
            "UseSerialGC true \"1073741824\"", "UseParallelGC true \"2147483648\"");
    assertThat(Files.readString(run.resolve("REPORT.md")))
        .contains("| Collector of JDK par | Parallel |");
    String[] resume = {"run", "--resume", run.toString(), "--jdk-home", home()};
    assertThat(said(start("A=B", resume), 0)).contains("forks that are there: 2 of 2");
  }

  @Test
  void aJvmThatDoesNotStartIsQuoted() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        case "$*" in
          *ForkedMain*) exec 'JAVA' -XX:+NoSuchFlag;;
          *-XshowSettings*) 'JAVA' "$@" 2>&1 | sed 's|java.home = .*|java.home = HOME|'; exit 0;;
        esac
        exec 'JAVA' "$@"
        """
            .replace("JAVA", JAVA.toString())
            .replace("HOME", folder.resolve("jdk").toString()));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String[] words = smoke("--param", "variant=collect");
    words[List.of(words).indexOf(home())] = "here=" + folder.resolve("jdk");
    assertThat(said(start("A=B", words), 1))
        .contains("FAILED in round 1, JDK here, gather loop ")
        .contains(": the JVM says: Unrecognized VM option 'NoSuchFlag'");
  }

  private static String[] smoke(String... more) {
    List<String> words =
        new ArrayList<>(List.of("run", "--preset", "smoke", "--pattern", "gather"));
    words.addAll(List.of("--param", "leaf=cpu", "--model", "loop", "--cpus", "all"));
    words.addAll(List.of("--jdk-home", home(), "--results", "results"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static String home() {
    return "here=" + System.getProperty("java.home");
  }

  private Process start(String variable, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(JAVA.toString(), "-Djmh.ignoreLock=true", "-jar"));
    command.add(Path.of("target", "asyncmark.jar").toAbsolutePath().toString());
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    String[] set = variable.split("=", 2);
    builder.environment().put(set[0], set[1]);
    return builder.start();
  }

  private static String said(Process jar, int exitCode) throws Exception {
    jar.getOutputStream().close();
    String said = new String(jar.getInputStream().readAllBytes(), UTF_8);
    assertThat(jar.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.reduce(
              (one, other) -> {
                throw new AssertionError("wanted one run, found " + one + " and " + other);
              })
          .orElseThrow();
    }
  }

  private static JsonNode jvmOfOnlyFork(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      List<Path> counters = files.filter(file -> file.endsWith("counters.json")).toList();
      assertThat(counters).hasSize(1);
      return json(counters.get(0)).get("jvm");
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
