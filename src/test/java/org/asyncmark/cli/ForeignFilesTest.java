package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForeignFilesTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int compare(Object... args) {
    String[] words = java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    return new CommandLine(new CompareCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(words);
  }

  private static String jmh(double micros, String more) {
    String forks =
        IntStream.range(0, 6)
            .mapToObj(fork -> "[" + micros * (1 + fork / 1000.0) + "]")
            .collect(Collectors.joining(","));
    return "[{\"benchmark\":\"org.some.Bench.run\",\"mode\":\"avgt\",\"vmVersion\":\"25.0.3+9\","
        + "\"jmhVersion\":\"1.37\",\"forks\":6,"
        + more
        + "\"primaryMetric\":{\"scoreUnit\":\"us/op\",\"rawData\":["
        + forks
        + "]}}]";
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path log(String name, int upTo) throws IOException {
    Histogram histogram = new Histogram(1, 1_000_000, 3);
    IntStream.rangeClosed(1, upTo).forEach(histogram::recordValue);
    Path file = folder.resolve(name);
    HistogramLogWriter writer = new HistogramLogWriter(file.toFile());
    writer.outputIntervalHistogram(histogram);
    writer.close();
    return file;
  }

  @Test
  void logsAreComparedWithoutAVerdict() throws IOException {
    assertThat(compare(log("a.hlog", 1_000), log("b.hlog", 1_500))).isZero();
    assertThat(out.toString())
        .contains("No verdict: ")
        .containsPattern("\\(no tag\\) +p50 +500 +750 +1\\.50\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void noConditionIsMetByLogsAndThatIsAFailure() throws IOException {
    assertThat(compare(log("a", 10), log("b", 20), "--fail-if", "slower>5%")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "--fail-if slower>5% could not be judged: a histogram log is one observation and has no"
                + " verdict");
  }

  @Test
  void whoAllowsItGetsNoFailureOfConditionsThatLogsCannotMeet() throws IOException {
    assertThat(compare(log("a", 10), log("b", 20), "--fail-if", "slower", "--allow-undecided"))
        .isZero();
  }

  @Test
  void anOptionThatLogsHaveNothingForIsAUsageError() throws IOException {
    assertThat(compare(log("a", 10), log("b", 20), "--metric", "p50")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --metric with runs and files of JMH, got histogram logs: of these each tag is a"
                + " row");
  }

  @Test
  void aLogAndAResultAreNotCompared() throws IOException {
    Path log = log("a.hlog", 10);
    Path json = file("b.json", jmh(10, ""));
    assertThat(compare(log, json)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want files of one kind, got "
                + log
                + ", a histogram log, and "
                + json
                + ", JMH's JSON");
  }

  @Test
  void oneLogAloneIsAUsageError() throws IOException {
    assertThat(compare(log("a.hlog", 10))).isEqualTo(2);
    assertThat(err.toString()).startsWith("want two histogram logs to compare, got one: ");
  }

  @Test
  void aDamagedLogIsNamedAndTheOthersAreCompared() throws IOException {
    Path damaged = file("damaged.hlog", "0.1,1.0,9.0,x\n");
    assertThat(compare(log("a", 10), damaged, log("b", 20))).isEqualTo(4);
    assertThat(err.toString().lines())
        .containsExactly(
            damaged
                + " is no whole histogram log: line 1: the histogram is damaged; record it again or"
                + " take the line out");
    assertThat(out.toString()).contains("run 2 " + folder.resolve("b"));
  }

  @Test
  void whatIsNotThereIsCalledThat() throws IOException {
    Path nothing = folder.resolve("nothere.json");
    assertThat(compare(nothing, file("b.json", jmh(10, "")))).isEqualTo(4);
    assertThat(err.toString().lines()).containsExactly("no such file or folder: " + nothing);
  }

  @Test
  @Timeout(20)
  void pipesAreReadOnce() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor())
        .isZero();
    Thread writer =
        new Thread(
            () -> {
              try {
                Files.writeString(pipe, jmh(12, ""));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    assertThat(compare(file("a.json", jmh(10, "")), pipe)).isZero();
    writer.join();
    assertThat(out.toString()).contains("+20.0 %");
  }

  @Test
  void whatAReaderMustKnowOfAFileIsToldOnceAndTheComparisonGoesOn() throws IOException {
    String old = jmh(10, "").replace("1.37", "1.30");
    Path base = file("a.json", old);
    assertThat(compare(base, file("b.json", jmh(10, "")), file("c.json", jmh(10, "")))).isZero();
    assertThat(err.toString().lines())
        .containsExactly(base + ": written by JMH 1.30, read as JMH 1.37, which is the one tested");
  }

  @Test
  void otherArgumentsOfTheJvmAreAWarningOfTheTable() throws IOException {
    Path some = file("a.json", jmh(10, "\"jvmArgs\":[\"-Xmx1g\"],"));
    Path other = file("b.json", jmh(10, "\"jvmArgs\":[\"-Xmx2g\"],"));
    assertThat(compare(some, other)).isZero();
    assertThat(out.toString())
        .contains("The arguments of the JVM differ: -Xmx1g against -Xmx2g (1 result).\n");
  }
}
