package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.claim.CitableRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  @TempDir private Path folder;
  private RunStore store;
  private RunRecord run;
  private History history;

  @BeforeEach
  void measure() {
    store = RunStore.open(CitableRun.write(folder.resolve("results"), 6, CitableRun.CLEAN));
    run = new RunReader(store).read();
    history = new History(folder.resolve("kept/history.csv"));
  }

  @Test
  void aRunHasALineForEachArm() {
    assertThat(history.append(store, run))
        .isEqualTo("4 lines of run " + run.id() + " appended to " + history.file());
    assertThat(history.lines()).hasSize(4);
    assertThat(history.lines().stream().map(HistoryLine::arm))
        .containsExactlyElementsOf(run.arms().stream().map(HistoryTest::name).toList());
  }

  private static String name(ArmForks forks) {
    return String.join(
        " ",
        forks.arm().pattern(),
        forks.arm().model(),
        forks.arm().paramsLabel(),
        "on",
        forks.arm().jdk());
  }

  @Test
  void aLinkStaysAndItsFileGetsTheLines() throws IOException {
    Path file = folder.resolve("far").resolve("history.csv");
    new History(file).append(store, run);
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
    Files.writeString(file, Files.readString(file).lines().findFirst().orElseThrow() + "\n");
    new History(link).append(store, run);
    assertThat(link).isSymbolicLink();
    assertThat(new History(file).lines()).hasSize(4);
  }

  @Test
  void aFileThatASpreadsheetWroteIsAHistory() throws IOException {
    history.append(store, run);
    List<HistoryLine> lines = history.lines();
    String text = Files.readString(history.file());
    Files.writeString(history.file(), "\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(history.lines()).isEqualTo(lines);
  }

  @Test
  void aFileThatIsNotInUtf8IsRefusedAndLeftAsItIs() throws IOException {
    byte[] latin1 = "run,\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    Files.createDirectories(history.file().getParent());
    Files.write(history.file(), latin1);
    assertThatThrownBy(() -> history.append(store, run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted UTF-8 in the history "
                + history.file()
                + ", found other bytes; name another file");
    assertThat(history.file()).hasBinaryContent(latin1);
  }

  @Test
  void whatIsNoFileIsNoHistory() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));
    assertThatThrownBy(() -> new History(directory).append(store, run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a file for the history, found that " + directory + " is none; name another");
  }

  @Test
  void aLineTellsWhatWasMeasuredWhereAndHowWell() {
    history.append(store, run);
    HistoryLine line = history.lines().get(0);
    assertThat(Instant.parse(line.text(HistoryColumn.TIME))).isEqualTo("2026-11-27T00:00:00Z");
    assertThat(line.text(HistoryColumn.COMMIT)).isEqualTo(CitableRun.CLEAN.commit());
    assertThat(line.text(HistoryColumn.MACHINE)).matches("[0-9a-f]{8}");
    assertThat(line.text(HistoryColumn.MACHINE_FACTS)).isEqualTo(run.machine());
    assertThat(line.text(HistoryColumn.BRANCH))
        .isEqualTo(line.arm() + " @" + line.text(HistoryColumn.MACHINE));
    assertThat(line.text(HistoryColumn.JDK_BUILD)).isEqualTo("21.0.1+8 Maker");
    assertThat(line.text(HistoryColumn.METHOD_VERSION)).isEqualTo("4");
    assertThat(line.text(HistoryColumn.KIND)).isEqualTo("service");
    assertThat(line.text(HistoryColumn.FORKS)).isEqualTo("6");
    assertThat(line.text(HistoryColumn.INVALID_FORKS)).isEqualTo("0");
    double p50 = line.number(HistoryColumn.P50_US).orElseThrow();
    assertThat(p50).isBetween(900.0, 1_100.0); // the run's forks take 1 ms
    assertThat(line.number(HistoryColumn.P50_LOW_US).orElseThrow()).isLessThanOrEqualTo(p50);
    assertThat(line.number(HistoryColumn.P50_HIGH_US).orElseThrow()).isGreaterThanOrEqualTo(p50);
  }

  @Test
  void whatTooFewSamplesCannotTellIsEmpty() {
    history.append(store, run);
    HistoryLine line = history.lines().get(0);
    assertThat(line.text(HistoryColumn.P99_US)).isEmpty();
    assertThat(line.text(HistoryColumn.P99_LOW_US)).isEmpty();
  }

  @Test
  void theSameRunIsAppendedOnce() throws IOException {
    history.append(store, run);
    byte[] once = Files.readAllBytes(history.file());
    assertThat(history.append(store, run))
        .isEqualTo(history.file() + " has run " + run.id() + " already; nothing was appended");
    assertThat(Files.readAllBytes(history.file())).isEqualTo(once);
  }

  @Test
  void aRunThatWentOnHasItsLinesWrittenAnew() throws IOException {
    history.append(store, run);
    List<HistoryLine> before = history.lines();
    String text = Files.readString(history.file());
    Files.writeString(history.file(), text.replace(",6,0,", ",5,0,"));
    assertThat(history.append(store, run))
        .isEqualTo(
            history.file() + " had run " + run.id() + " already; its 4 lines were written anew");
    assertThat(history.lines()).isEqualTo(before);
  }

  @Test
  void runsStandInTheOrderInWhichTheyBeganAndOtherLinesAreKept() throws IOException {
    history.append(store, run.named("second"));
    String text = Files.readString(history.file());
    Files.writeString(
        history.file(),
        text.replace("2026-11-27T00:00:00Z", "2026-12-01T00:00:00Z").replace(",4,012", ",9,012"));
    history.append(store, run);
    assertThat(history.lines().stream().map(line -> line.text(HistoryColumn.RUN)).distinct())
        .containsExactly(run.id(), "second");
    assertThat(
            history.lines().stream()
                .map(line -> line.text(HistoryColumn.METHOD_VERSION))
                .distinct())
        .containsExactly("4", "9");
  }

  @Test
  void aFileThatIsNoHistoryIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(folder.resolve("kept"));
    Files.writeString(history.file(), "date,value\n1,2\n");
    assertThatThrownBy(() -> history.append(store, run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a history, whose first line begins with time,branch,run, found "
                + history.file()
                + ", whose first line is 'date,value'; it was left as it is: name another file");
    assertThat(history.file()).hasContent("date,value\n1,2\n");
    assertThat(filesBeside()).containsExactly("history.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "NaN", "-5", "1e999"})
  void whatIsNoNumberIsNamedWithItsLine(String value) throws IOException {
    history.append(store, run);
    HistoryLine first = history.lines().get(0);
    String p50 = first.text(HistoryColumn.P50_US);
    String text = Files.readString(history.file());
    Files.writeString(history.file(), text.replaceFirst("," + p50 + ",", "," + value + ","));
    assertThatThrownBy(history::lines)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a number of 0 and up for p50_us in "
                + history.file()
                + ", found '"
                + value
                + "' in line 2; it was left as it is: mend that line or name another file");
  }

  @Test
  void aLineThatIsCutOffIsNamed() throws IOException {
    history.append(store, run);
    String text = Files.readString(history.file());
    Files.writeString(history.file(), text + "2026-11-28,cut\n");
    assertThatThrownBy(history::lines)
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted "
                + HistoryColumn.values().length
                + " values in each line of "
                + history.file()
                + ", found 2 in line 6; it was left as it is: mend that line or name another file");
  }

  @Test
  void anEmptyFileIsAHistoryWithoutLines() throws IOException {
    Files.createDirectories(folder.resolve("kept"));
    Files.createFile(history.file());
    assertThat(history.lines()).isEmpty();
    history.append(store, run);
    assertThat(history.lines()).hasSize(4);
    assertThat(filesBeside()).containsExactly("history.csv");
  }

  private List<String> filesBeside() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Test
  void theSummaryOfARunIsItsHistory() throws IOException {
    new TextExports(store, run).write();
    history.append(store, run);
    assertThat(store.folder().resolve("export/summary.csv"))
        .hasSameTextualContentAs(history.file());
  }
}
