package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.measure.Crowding;
import org.asyncmark.measure.Evenness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class DoctorTest {
  private static final InstalledJdks ONE =
      InstalledJdks.of(
          List.of(
              new Jdk(
                  "x",
                  Path.of("/j"),
                  Path.of("/j/bin/java"),
                  21,
                  "21.0.8+9-LTS",
                  "Vendor",
                  Jdk.HOT_SPOT)),
          List.of(),
          Map.of());
  private static final InstalledJdks NONE = InstalledJdks.of(List.of(), List.of(), Map.of());

  private static Diagnosis diagnosis(boolean writable, InstalledJdks jdks) {
    return Doctor.diagnose(
        TestMachines.fine().machine(),
        0.0,
        new Crowding(List.of(1.0, 1.0)),
        new Evenness(List.of(20.0, 21.0), List.of(1.0, 1.0)),
        Map.of(),
        new ResultsFolder(Path.of("results"), writable, 1L << 40),
        jdks,
        List.of());
  }

  @Test
  void everythingIsCheckedInAFixedOrder() {
    assertThat(diagnosis(true, ONE).findings())
        .extracting(DoctorFinding::subject)
        .containsExactly(
            "CPUs",
            "governor",
            "load",
            "steal",
            "limits",
            "swap",
            "clock",
            "perf",
            "cores",
            "memory",
            "platform",
            "JVM options",
            "results",
            "disk",
            "JDK 21",
            "JDKs");
  }

  @Test
  void notesAndWarningsDoNotBlockARun() {
    assertThat(diagnosis(true, ONE).canRun()).isTrue();
  }

  @Test
  void withoutAJdkNothingCanRun() {
    assertThat(diagnosis(true, NONE).blockers())
        .containsExactly("wanted JDK 17 or newer, found none; install one");
    assertThat(diagnosis(true, NONE).canRun()).isFalse();
  }

  @Test
  void withoutAFolderForResultsNothingCanRun() {
    assertThat(diagnosis(false, ONE).blockers())
        .containsExactly(
            "wanted a results folder that can be written, results cannot; use --results DIR");
  }

  @Test
  @Timeout(60) // a process for each JDK and Python of the machine, of which there may be many
  void thisMachineCanBeExaminedWithoutATrace(@TempDir Path folder) throws Exception {
    assertThat(Doctor.examine(folder.resolve("results")).canRun()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }
}
