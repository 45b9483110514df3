package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pattern in a user's own jar: {@code org.example.sequence} of the tests, compiled here. */
@Tag("any-jdk")
@Timeout(240)
class OwnPatternIT {
  private static final Path JAR = Path.of("target", "asyncmark.jar");
  private static final Path SOURCES = Path.of("src/test/java/org/example/sequence");

  @TempDir static Path folder;
  private static Path own;

  /** Compiles the example as its README says, and names it as a service. */
  @BeforeAll
  static void compile() throws IOException {
    own = Files.createDirectory(folder.resolve("own"));
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--release", "17", "-d", own.toString(), "-cp", JAR.toString()));
    words.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    words.addAll(List.of("-processor", "org.openjdk.jmh.generators.BenchmarkProcessor"));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).sorted().forEach(words::add);
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    assertThat(javac.run(null, null, null, words.toArray(String[]::new))).isZero();
    Path services = Files.createDirectories(own.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("org.asyncmark.pattern.PatternBenchmark"),
        "org.example.sequence.SequenceBenchmark\n");
  }

  @Test
  void aPatternOfAUsersOwnIsListedMeasuredComparedAndReported() throws Exception {
    assertThat(asyncmark(0, "list"))
        .startsWith("patterns and their parameters")
        .contains("\n  sequence   do leaves one after the other");
    String said =
        asyncmark(
            0,
            "run",
            "--preset",
            "smoke",
            "--pattern",
            "sequence",
            "--param",
            "leaf=cpu",
            "--model",
            "platform,loop",
            "--jdk-home",
            "here=" + System.getProperty("java.home"),
            "--results",
            folder.resolve("results").toString());
    assertThat(said).contains("sequence cpuTokens=1000 cpus=all leaf=cpu steps=3, 1 round");
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      run = runs.findFirst().orElseThrow();
    }
    assertThat(Files.readString(run.resolve("REPORT.md")))
        .contains("sequence", "platform (one-task, pool", "loop (coroutine)")
        .doesNotContain("failed");
    assertThat(asyncmark(0, "report", run.toString(), "--verbose")).contains("loop (coroutine)");
    assertThat(asyncmark(0, "compare", run.toString(), "--col", "model"))
        .contains("loop (coroutine) vs platform (one-task");
  }

  @Test
  void aJarThatIsNotThereIsRefused() throws Exception {
    Process process = start(List.of("list", "--classpath", "nowhere.jar"));
    assertThat(said(process, 2))
        .isEqualTo(
            "--classpath wants a jar or a folder of classes, found none at "
                + Path.of("nowhere.jar").toAbsolutePath()
                + System.lineSeparator());
  }

  private static String asyncmark(int code, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(words));
    command.add("--classpath");
    command.add(own.toString());
    return said(start(command), code);
  }

  private static Process start(List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djmh.ignoreLock=true", "-jar", JAR + ""));
    command.addAll(words);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String said(Process process, int code) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    return said;
  }
}
