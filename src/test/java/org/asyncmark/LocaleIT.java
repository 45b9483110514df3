package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar says and writes the same bytes whatever language, encoding and time zone there are. */
@Tag("any-jdk")
@Timeout(240)
class LocaleIT {
  private static final Path JAR = Path.of("target", "asyncmark.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<List<String>> PLACES =
      List.of(
          List.of("-Duser.language=ar", "-Duser.country=EG"),
          List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tokyo"),
          List.of("-Duser.language=de", "-Duser.country=DE", "-Dfile.encoding=ISO-8859-1"));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "md", "csv", "json"})
  void aComparisonIsTheSameBytesEverywhere(String format) throws Exception {
    List<String> arguments =
        List.of("compare", jmh("städte-1.json"), jmh("städte-2.json"), "--format", format);
    byte[] usual = said("C.UTF-8", List.of(), arguments);
    assertThat(new String(usual, UTF_8)).contains("city=Zürich", "city=東京");
    for (List<String> place : PLACES) {
      assertThat(said("C.UTF-8", place, arguments)).isEqualTo(usual);
    }
  }

  @Test
  void aComparisonIsTheSameBytesWithoutAnEncoding() throws Exception {
    List<String> arguments = List.of("compare", jmh("1.json"), jmh("2.json"), "--format", "csv");
    assertThat(said("C", List.of(), arguments)).isEqualTo(said("C.UTF-8", List.of(), arguments));
  }

  @Test
  void aPathThatTheLocaleHasNoLettersForIsRefusedWithTheWayOut() throws Exception {
    ProcessBuilder java = java(List.of("-jar", JAR.toString(), "report", "größe"));
    java.environment().put("LC_ALL", "C");
    Process process = java.redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("want a path in letters that the locale's encoding has, got 'gr")
        .contains("; on Linux and macOS set LC_ALL=C.UTF-8");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void theFilesOfARunAreTheSameBytesEverywhere() throws Exception {
    said(
        "C.UTF-8",
        List.of(),
        List.of(
            ("run --preset smoke --pattern event --model loop --results "
                    + folder.resolve("results")
                    + " --jdk-home here="
                    + System.getProperty("java.home"))
                .split(" ")));
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      run = runs.findFirst().orElseThrow();
    }
    List<String> arguments = List.of("report", run.toString());
    said("C.UTF-8", List.of(), arguments);
    Map<Path, Integer> usual = hashes(folder);
    assertThat(usual).hasSizeGreaterThan(10);
    for (List<String> place : PLACES) {
      said("C", place, arguments);
      assertThat(hashes(folder)).isEqualTo(usual);
    }
  }

  @Test
  void outputThatCannotBeWrittenIsTold() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "n/a (there is no device that is full)");
    ProcessBuilder java = java(List.of("-jar", JAR.toString(), "compare", "--help"));
    Process process = java.redirectOutput(full.toFile()).start();
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .isEqualTo(
            "not all of the output could be written: No space left on device"
                + System.lineSeparator());
    assertThat(process.waitFor()).isEqualTo(4);
  }

  @Test
  void aTerminalThatKnowsNoEscapesGetsNone() throws Exception {
    ProcessBuilder java = java(List.of("-jar", JAR.toString(), "compare", "--help"));
    java.environment().put("CLICOLOR_FORCE", "1");
    java.environment().put("TERM", "xterm");
    assertThat(new String(output(java), UTF_8)).contains("\u001b[");
    java.environment().put("TERM", "dumb");
    assertThat(new String(output(java), UTF_8)).doesNotContain("\u001b[");
  }

  /** Returns a file with the name, made of a small result of plain JMH. */
  private String jmh(String name) throws IOException {
    Path file = folder.resolve(name);
    try (var small = LocaleIT.class.getResourceAsStream("/jmh/cities.json")) {
      Files.write(file, small.readAllBytes());
    }
    return file.toString();
  }

  private static Map<Path, Integer> hashes(Path root) throws IOException {
    Map<Path, Integer> hashes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static byte[] said(String charset, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(StartedJar.SHORT_LIVED, "-Djmh.ignoreLock=true", "-jar", JAR.toString()));
    all.addAll(arguments);
    ProcessBuilder java = java(all);
    java.environment().put("LC_ALL", charset);
    return output(java);
  }

  private static ProcessBuilder java(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static byte[] output(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(said, UTF_8)).isZero();
    return said;
  }
}
