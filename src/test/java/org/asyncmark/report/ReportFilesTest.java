package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.asyncmark.report.SampleRun.HTTP_100;
import static org.asyncmark.report.SampleRun.flat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  private static final String ID = "2026-11-20T09-14-05Z_gather_1a2b3c4";
  @TempDir private Path folder;

  private final RunRecord run =
      new SampleRun()
          .jdk("25", "25.0.3+9")
          .forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 800_000))
          .record();

  @Test
  void theFilesWrittenAreReturnedAndNoOthersAreLeft() throws IOException {
    Path results = folder.resolve("results").resolve(ID);
    Path plots = folder.resolve("plots").resolve(ID);
    List<Path> written = ReportFiles.write(run, results, plots);
    String key = "gather_fanOut=100_leaf=http_variant=fail-fast";
    assertThat(written)
        .containsExactly(
            results.resolve("REPORT.md"),
            results.resolve("report.html"),
            plots.resolve(key + "_forks.svg"),
            plots.resolve(key + "_forks.csv"),
            plots.resolve(key + "_jdk=25_percentiles.svg"),
            plots.resolve(key + "_jdk=25_percentiles.csv"));
    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile).toList()).hasSameElementsAs(written);
    }
  }

  @Test
  void theMarkdownLinksToTheFiguresBesideTheResults() throws IOException {
    ReportFiles.write(
        run, folder.resolve("results").resolve(ID), folder.resolve("plots").resolve(ID));
    assertThat(Files.readString(folder.resolve("results").resolve(ID).resolve("REPORT.md")))
        .contains(
            "](../../plots/" + ID + "/gather_fanOut=100_leaf=http_variant=fail-fast_forks.svg)");
  }

  @Test
  void aSecondReportReplacesTheFirst() {
    List<Path> first = ReportFiles.write(run, folder, folder);
    assertThat(ReportFiles.write(run, folder, folder)).isEqualTo(first);
  }

  @Test
  void linksAreEncodedAndEmptyWithinOneFolder() {
    assertThat(ReportFiles.link(folder.resolve("a"), folder.resolve("b (c) d")))
        .isEqualTo("../b%20%28c%29%20d/");
    assertThat(ReportFiles.link(folder, folder)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeIsAnEnvironmentError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> ReportFiles.write(run, file, folder))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("cannot write the report file " + file.resolve("REPORT.md") + ": ")
        .hasMessageEndingWith(
            "; free space or make the folder writable, then write the report again")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aFileThatCannotBeReplacedLeavesNoPartBehind() throws IOException {
    Path inTheWay = folder.resolve("REPORT.md");
    Files.createDirectories(inTheWay.resolve("full"));
    assertThatThrownBy(() -> ReportFiles.write(run, folder, folder))
        .isInstanceOf(EnvironmentException.class);
    assertThat(folder.resolve("REPORT.md.part")).doesNotExist();
  }

  @Test
  void aLargeRunIsWrittenInSeconds() {
    SampleRun large =
        new SampleRun().jdk("17", "17.0.15+6").jdk("21", "21.0.7+6").jdk("25", "25.0.3+9");
    for (int cell = 1; cell <= 10; cell++) {
      for (String jdk : List.of("17", "21", "25")) {
        for (Model model : Model.ofJava()) {
          double p50 = 1000 * cell;
          large.arm(
              model, jdk, SampleRun.params("http", cell), 2_000, p50, p50, p50, p50, p50, p50);
        }
      }
    }
    RunRecord record = large.record();
    long start = System.nanoTime();
    assertThat(ReportFiles.write(record, folder, folder)).hasSize(2 + 4 + 2 * (2 + 1 + 10 + 30));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
