package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProfileCommandTest {
  @Test
  void anEventThatIsNotSampledIsAUsageError() {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ProfileCommand())
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(Errors::usage)
            .execute("--event", "cpu,cycles");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .containsExactly(
            "unknown event 'cycles'; choose from cpu, alloc, wall, lock", "see profile --help");
  }

  @Test
  void aDifferenceThatIsNotProfiledIsAUsageError() {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ProfileCommand())
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(Errors::usage)
            .execute("--model", "loop", "--diff", "model:platform..loop");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .containsExactly(
            "--diff model:platform..loop wants two arms that differ in model alone, these profiles"
                + " have none; choose both with --jdk, --model or --param",
            "see profile --help");
  }

  @Test
  void anExplanationTakesNoCellsFromOtherOptions() {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ProfileCommand())
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(Errors::usage)
            .execute(
                "--explain",
                "lock",
                "--model",
                "loop",
                "--param",
                "locks=1",
                "--cost",
                "none",
                "--preset",
                "quick",
                "--results",
                "elsewhere");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .containsExactly(
            "--explain lock chooses its cells itself; leave out --model, --param, --cost",
            "see profile --help");
  }

  @Test
  void presetAndResultsGoWithAnExplanation() {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ProfileCommand())
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(Errors::usage)
            .execute("--explain", "queue", "--preset", "quick", "--results", "elsewhere");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().toList())
        .containsExactly(
            "--explain queue wants a pattern with mechanism checks; choose from files, gather, lock,"
                + " offload, taskgroup",
            "see profile --help");
  }
}
