package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.asyncmark.claim.CitableRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run;

  @BeforeEach
  void measureClosed() {
    run = CitableRun.writeWithAsyncio(folder.resolve("results"), 1, "3.11.7");
  }

  private int report(String... options) {
    String[] words = Arrays.copyOf(options, options.length + 1);
    words[options.length] = run.toString();
    return history(words);
  }

  private int history(String... words) {
    return new CommandLine(new ReportCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(words);
  }

  @Test
  void aLimitIsRefusedForARunWithoutRates() {
    assertThat(report("--slo", "p99=10ms")).isEqualTo(Errors.USAGE);
    assertThat(err.toString().lines().findFirst()).hasValue("--slo wants a run in open mode");
    assertThat(run.resolve("REPORT.md")).doesNotExist();
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    assertThat(report("--slo", "fast")).isEqualTo(Errors.USAGE);
    assertThat(err.toString()).startsWith("--slo wants a percentile and the most that it may be");
  }

  @Test
  void aRunIsAppendedToAHistoryWhichIsDrawnWithoutIt() {
    Path file = folder.resolve("nightly.csv");
    assertThat(report("--history", file.toString())).isZero();
    assertThat(out.toString())
        .contains("history: 5 lines of run " + run.getFileName() + " appended to " + file);
    assertThat(history("--history", file.toString(), "--cell", "gather virtual")).isZero();
    Path plots = folder.resolve("plots").resolve("nightly");
    assertThat(out.toString().strip()).endsWith("figures: " + plots + " (2, each as SVG and CSV)");
    assertThat(plots.toFile().list()).hasSize(4);
  }

  @Test
  void aFileThatIsNoHistoryIsRefusedBeforeTheReport() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n");
    assertThat(report("--history", file.toString())).isEqualTo(Errors.ENVIRONMENT);
    assertThat(err.toString()).hasLineCount(1).contains("it was left as it is");
    assertThat(file).hasContent("a,b\n");
    assertThat(run.resolve("REPORT.md")).doesNotExist();
  }

  @Test
  void nothingToReportIsRefused() {
    assertThat(history()).isEqualTo(Errors.USAGE);
    assertThat(firstLine()).isEqualTo("want RUN, or --history FILE, or both");
  }

  @Test
  void whatOnlyARunHasIsRefusedForAHistory() {
    assertThat(history("--history", "h.csv", "--verbose")).isEqualTo(Errors.USAGE);
    assertThat(firstLine())
        .isEqualTo("--slo, --from, --to and --verbose want RUN; add the folder of a run");
  }

  @Test
  void cellsOfARunAreNotChosen() {
    assertThat(report("--cell", "gather")).isEqualTo(Errors.USAGE);
    assertThat(firstLine()).isEqualTo("--cell wants --history FILE and no RUN");
  }

  @Test
  void aHistoryThatIsNotThereIsRefused() {
    Path file = folder.resolve("none.csv");
    assertThat(history("--history", file.toString())).isEqualTo(Errors.USAGE);
    assertThat(firstLine())
        .isEqualTo(
            "want a history with lines, got "
                + file
                + ", which has none; append a run by report RUN --history FILE");
  }

  @Test
  void aCellThatIsNotInTheHistoryIsRefusedWithThoseThatAre() {
    Path file = folder.resolve("nightly.csv");
    report("--history", file.toString());
    assertThat(history("--history", file.toString(), "--cell", "gather loop"))
        .isEqualTo(Errors.USAGE);
    assertThat(firstLine())
        .startsWith(
            "--cell wants a part of the name of an arm, got 'gather loop'; " + file + " has gather")
        .contains(" on 21");
  }

  private String firstLine() {
    return err.toString().lines().findFirst().orElse("");
  }
}
