package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.PythonLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on a machine that tells as little as one with macOS or Windows: no {@code /proc} and {@code
 * /sys}, no {@code taskset} and no {@code sh}, no call into the C library, and a Python without
 * {@code resource}.
 */
@Timeout(240)
class HiddenSourcesIT {
  private static final Path JAR = Path.of("target", "asyncmark.jar");
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  /** JNA is not to unpack its library, so that it has none. */
  private static final String NO_C_LIBRARY = "-Djna.nounpack=true";

  @TempDir private Path folder;

  @Test
  void aRunWithoutThemEndsWellAndSaysOnceWhatItLacks() throws Exception {
    Optional<Python> python = PythonLocator.ofThisMachine().locate().usual();
    String noFiles = "-Dasyncmark.kernelFiles=" + folder.resolve("none");
    List<String> words =
        new ArrayList<>(
            List.of(
                HOME.resolve("bin").resolve("java").toString(),
                NO_C_LIBRARY,
                noFiles,
                "-Djmh.ignoreLock=true",
                "-jar",
                JAR.toAbsolutePath().toString()));
    words.addAll(List.of("run", "--preset", "smoke", "--pattern", "gather", "--cpus", "1,all"));
    words.addAll(List.of("--param", "leaf=cpu", "--param", "variant=fail-fast"));
    words.addAll(List.of("--name", "con.1", "--jdk-home", "Here=" + HOME));
    words.addAll(List.of("--model", python.isPresent() ? "loop,asyncio" : "loop"));
    words.addAll(
        List.of("--python", python.map(each -> each.executable().toString()).orElse("off")));
    words.addAll(List.of("--results", folder.resolve("results").toString()));
    words.addAll(List.of("--", "-jvmArgsAppend", NO_C_LIBRARY));
    String said = said(words, python);

    Path run = onlyFolderIn(folder.resolve("results"));
    JsonNode env = new ObjectMapper().readTree(run.resolve("env.json").toFile());
    assertThat(env.path("findings"))
        .extracting(JsonNode::asText)
        .filteredOn(finding -> finding.startsWith("platform: "))
        .containsExactly(
            "platform: forks on CPUs of their own are n/a (no taskset, or no /proc); forks wait at"
                + " gates between turns and do not stand still (no signals); processor time and"
                + " context switches of an op are n/a (no getrusage); steal is n/a (no /proc/stat)");
    assertThat(said)
        .contains("n/a (binding a process to CPUs needs Linux and taskset of util-linux)");
    assertThat(contentOf(run.resolve("REPORT.md").toFile(), UTF_8))
        .contains("n/a (binding a process to CPUs needs Linux and taskset of util-linux)")
        .contains("processor time and context switches of an op are n/a (no getrusage)");
    List<JsonNode> forks = counters(run);
    assertThat(forks).hasSize(python.isPresent() ? 2 : 1);
    for (JsonNode fork : forks) {
      assertThat(fork.path("stealPercent").isNull()).isTrue();
      assertThat(fork.path("counts").has("cpu")).isFalse();
      assertThat(fork.path("samples").path("service").asLong()).isPositive();
    }
    assertThat(PortableNames.wrong(folder.resolve("results"))).isEmpty();
    assertThat(PortableNames.wrong(folder.resolve("plots"))).isEmpty();
  }

  private String said(List<String> words, Optional<Python> python) throws Exception {
    ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
    process.environment().put("PATH", Files.createDirectory(folder.resolve("bin")).toString());
    if (python.isPresent()) {
      process.environment().put("HOME", withoutResource(python.get()).toString());
    }
    Process started = process.start();
    started.getOutputStream().close();
    String said = new String(started.getInputStream().readAllBytes(), UTF_8);
    assertThat(started.waitFor()).as(said).isZero();
    return said;
  }

  /** Makes a home in which CPython finds a module that hides {@code resource} when it starts. */
  private Path withoutResource(Python python) throws IOException {
    String release = python.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
    Path home = folder.resolve("home");
    Path site = home.resolve(".local/lib/python" + release + "/site-packages");
    Files.createDirectories(site);
    Files.writeString(
        site.resolve("usercustomize.py"), "import sys\nsys.modules['resource'] = None\n");
    return home;
  }

  private static List<JsonNode> counters(Path run) throws IOException {
    List<JsonNode> counters = new ArrayList<>();
    try (Stream<Path> files = Files.walk(run.resolve("rounds"))) {
      for (Path file : files.filter(each -> each.endsWith("counters.json")).toList()) {
        counters.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return counters;
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
