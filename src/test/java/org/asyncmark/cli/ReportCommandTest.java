package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    run = CitableRun.write(folder.resolve("results"), 1, CitableRun.CLEAN);
  }

  private int report(String... options) {
    String[] words = Arrays.copyOf(options, options.length + 1);
    words[options.length] = run.toString();
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
}
