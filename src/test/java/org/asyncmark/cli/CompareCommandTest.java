package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new CommandLine(new CompareCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(args);
  }

  @Test
  void aFolderWithoutARunIsAnErrorOfTheEnvironment() {
    assertThat(execute(folder.toString())).isEqualTo(4);
    assertThat(err.toString().lines())
        .containsExactly(
            "wanted a run, found no manifest.json in "
                + folder
                + "; give the folder of a run, which is one of those under results");
  }

  @Test
  void anUnknownFormatIsAUsageError() {
    assertThat(execute(folder.toString(), "--format", "xml")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo("want text, md, csv or json for --format, got 'xml'");
  }

  @Test
  void aConditionThatIsNoneIsAUsageError() {
    assertThat(execute(folder.toString(), "--fail-if", "worse")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo(
            "want faster, slower, less or more, and >N% after it, for example 'slower>5%', got 'worse'");
  }

  /** Writes what JMH says of six forks that take about as long as asked. */
  private String jmh(String name, double micros) throws IOException {
    String forks =
        IntStream.range(0, 6)
            .mapToObj(fork -> "[" + micros * (1 + fork / 1000.0) + "]")
            .collect(Collectors.joining(","));
    String json =
        String.format(
            Locale.ROOT,
            """
        [{"jmhVersion":"1.37","benchmark":"org.some.Bench.run","mode":"avgt","threads":1,"forks":6,
          "vmName":"OpenJDK","vmVersion":"25.0.3+9",
          "primaryMetric":{"scoreUnit":"us/op","rawData":[%s]}}]
        """,
            forks);
    return Files.writeString(folder.resolve(name), json).toString();
  }

  @Test
  void aConditionThatIsMetEndsWithThree() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 120), "--fail-if", "slower>5%"))
        .isEqualTo(3);
    assertThat(err.toString().lines())
        .containsExactly(
            "--fail-if slower>5%: org.some.Bench.run, run 2 vs run 1, score +20.0 % [+19.7, +20.3]"
                + " n=6 slower, suggestive");
  }

  @Test
  void aConditionThatIsNotMetEndsWithZero() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 103.5), "--fail-if", "slower>5%"))
        .isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("slower, suggestive");
  }

  @Test
  void aDamagedFileIsNamedAndTheOthersAreCompared() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), "[{");
    assertThat(execute(jmh("a.json", 100), damaged.toString(), jmh("c.json", 120))).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(damaged + " is no result of JMH: not JSON, line 1: ");
    assertThat(out.toString()).contains("run 2 c.json", "+20.0 %");
  }

  @Test
  void oneFileOfJmhIsAUsageError() throws IOException {
    assertThat(execute(jmh("a.json", 100))).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .startsWith("want two files of JMH to compare, got one: ");
  }

  @Test
  void aMarginOfNothingIsAUsageError() {
    assertThat(execute(folder.toString(), "--delta", "0")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo("want a percentage above 0 for --delta, for example 3%, got '0'");
  }
}
