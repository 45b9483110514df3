package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.asyncmark.doctor.Diagnosis;
import org.asyncmark.doctor.DoctorFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(10)
class DoctorCommandTest {
  private static final List<DoctorFinding> FINDINGS =
      List.of(
          new DoctorFinding(DoctorFinding.Level.OK, "swap", "none in use"),
          new DoctorFinding(DoctorFinding.Level.NOTE, "governor", "unknown"),
          new DoctorFinding(DoctorFinding.Level.WARN, "JDK 25", "has a bug"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(DoctorCommand command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void findingsAreAlignedAndWarningsEndWithZero() {
    int code = execute(new DoctorCommand(results -> new Diagnosis(FINDINGS, List.of())));
    assertThat(out.toString().lines())
        .containsExactly(
            "ok    swap      none in use", //
            "note  governor  unknown",
            "warn  JDK 25    has a bug");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
  }

  @Test
  void aMachineThatCanRunNothingEndsWithFour() {
    int code =
        execute(
            new DoctorCommand(results -> new Diagnosis(FINDINGS, List.of("no JDK", "no disk"))));
    assertThat(err.toString().lines()).containsExactly("no JDK", "no disk");
    assertThat(out.toString().lines()).hasSize(3);
    assertThat(code).isEqualTo(4);
  }

  @Test
  void theFolderForResultsIsResultsUnlessGiven() {
    AtomicReference<Path> asked = new AtomicReference<>();
    DoctorCommand command =
        new DoctorCommand(
            results -> {
              asked.set(results);
              return new Diagnosis(FINDINGS, List.of());
            });
    execute(command);
    assertThat(asked.get()).isEqualTo(Path.of("results"));
    execute(command, "--results", "/tmp/elsewhere");
    assertThat(asked.get()).isEqualTo(Path.of("/tmp/elsewhere"));
  }

  @Test
  void anUnknownOptionEndsWithTwo() {
    assertThat(execute(new DoctorCommand(), "--what")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Unknown option: '--what'");
  }

  @Test
  @Timeout(60) // a process for each JDK and Python of the machine, of which there may be many
  void thisMachineIsExamined(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(execute(new DoctorCommand(), "--results", file.toString())).isEqualTo(4);
    assertThat(out.toString()).contains("  CPUs  ").contains("ok    JDK ");
    assertThat(err.toString().lines())
        .containsExactly(
            "wanted a results folder that can be written, " + file + " cannot; use --results DIR");
  }
}
