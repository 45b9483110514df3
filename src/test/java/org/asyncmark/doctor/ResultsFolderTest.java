package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderThatDoesNotExistYetCanBeMade() {
    Path results = folder.resolve("a/results");
    ResultsFolder looked = ResultsFolder.of(results);
    assertThat(looked.writable()).isTrue();
    assertThat(looked.freeBytes()).isPositive();
    assertThat(results.getParent()).doesNotExist();
  }

  @Test
  void aFolderBelowAFileCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(ResultsFolder.of(file.resolve("results")).writable()).isFalse();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    assertThat(ResultsFolder.of(Files.writeString(folder.resolve("file"), "")).writable())
        .isFalse();
  }

  @Test
  void aWritableFolderWithSpaceIsFine() {
    assertThat(new ResultsFolder(Path.of("results"), true, 3L << 29).check())
        .containsExactly(
            DoctorFinding.ok("results", "results can be written"),
            DoctorFinding.ok("disk", "1.5 GiB free"));
  }

  @Test
  void anUnwritableFolderOnAFullDiskIsWarnedOf() {
    assertThat(new ResultsFolder(Path.of("results"), false, (1L << 30) - 1).check())
        .containsExactly(
            DoctorFinding.warn(
                "results",
                "wanted a results folder that can be written, results cannot; use --results DIR"),
            DoctorFinding.warn(
                "disk", "1.0 GiB free: a run may not fit; free 1 GiB, or use --results DIR"));
  }
}
