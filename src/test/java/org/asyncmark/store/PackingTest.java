package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PackingTest {
  @TempDir private Path results;
  private Path run;

  @BeforeEach
  void measure() throws IOException {
    run = LargeRun.write(results, 1, 2);
  }

  private static RunRecord read(Path run) {
    try (RunStore store = RunStore.open(run)) {
      return new RunReader(store).read();
    }
  }

  private static boolean pack(Path run) {
    try (RunStore store = RunStore.open(run)) {
      return new Packing(store).pack();
    }
  }

  private Path copy() throws IOException {
    Path copy = results.resolve("copy");
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.toList()) {
        Files.copy(each, copy.resolve(run.relativize(each).toString()));
      }
    }
    return copy;
  }

  @Test
  void everyVerdictOfAPackedRunIsThatOfTheRun() {
    List<String> words = List.of("p50", "p99", "leaf.p50", "throughput", "cpu");
    RunRecord before = read(run);
    pack(run);
    assertThat(Contrasts.within(read(run), Grouping.by("jdk"), words, 0.03))
        .isEqualTo(Contrasts.within(before, Grouping.by("jdk"), words, 0.03));
  }

  @Test
  void everyNumberOfAForkIsKept() {
    RunStore store = RunStore.open(run);
    RunRecord before = read(run);
    pack(run);
    RunRecord after = read(run);
    assertThat(new TextExports(store, after).forks())
        .isEqualTo(new TextExports(store, before).forks());
    assertThat(turns(after)).isEqualTo(turns(before)).isNotEmpty();
  }

  private static List<Object> turns(RunRecord run) {
    return run.arms().stream()
        .map(ArmForks::forks)
        .flatMap(List::stream)
        .map(Fork::turns)
        .map(Object.class::cast)
        .toList();
  }

  @Test
  void theReportOfAPackedRunHasTheSameMeansOfJmh() throws IOException {
    export();
    String primary = primaryMetrics();
    pack(run);
    assertThat(run.resolve("jmh")).doesNotExist();
    export();
    assertThat(primaryMetrics()).isEqualTo(primary);
  }

  private void export() {
    try (RunStore store = RunStore.open(run)) {
      Exports exports = new Exports(store);
      new RunReader(store).read(exports);
      exports.write();
    }
  }

  private String primaryMetrics() {
    StringBuilder metrics = new StringBuilder();
    RunJson.read(run.resolve("jmh/25.json"), com.fasterxml.jackson.databind.JsonNode.class)
        .forEach(
            result -> {
              metrics.append(result.path("primaryMetric").path("score"));
              metrics.append(result.path("primaryMetric").path("rawData"));
              metrics.append(result.path("secondaryMetrics").path("row3").path("scoreError"));
              metrics.append(result.path("secondaryMetrics").path("service").path("score"));
            });
    return metrics.toString();
  }

  @Test
  void theSameRunPacksToTheSameBytes() throws IOException {
    Path copy = copy();
    pack(run);
    pack(copy);
    assertThat(run.resolve("rounds.zip")).hasSameBinaryContentAs(copy.resolve("rounds.zip"));
  }

  @Test
  void forksAndWhatIsMadeOfThemGo() throws IOException {
    for (String file :
        List.of("jmh/25.json", "hdr/a.hlog", "export/iterations.csv", "export/summary.csv")) {
      Files.createDirectories(run.resolve(file).getParent());
      Files.writeString(run.resolve(file), "x");
    }
    Files.writeString(run.resolve("REPORT.md"), "kept");
    pack(run);
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> run.relativize(file).toString()))
          .containsExactlyInAnyOrder("manifest.json", "env.json", "REPORT.md", "rounds.zip");
    }
  }

  @Test
  void aRunThatIsPackedStaysAsItIs() throws IOException {
    assertThat(pack(run)).isTrue();
    byte[] before = Files.readAllBytes(run.resolve("rounds.zip"));
    assertThat(pack(run)).isFalse();
    assertThat(run.resolve("rounds.zip")).hasBinaryContent(before);
  }

  @Test
  void filesOfTheUsersOwnAreNotDeleted() throws IOException {
    Path notes = Files.writeString(run.resolve("rounds/notes.txt"), "of mine");
    assertThatThrownBy(() -> pack(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted the files of a run alone, found " + notes + "; move it elsewhere, then pack");
    assertThat(notes).exists();
    assertThat(run.resolve("rounds.zip")).doesNotExist();
  }

  @Test
  void aZipThatIsCutShortIsNotTakenForAPackedRun() throws IOException {
    pack(run);
    byte[] whole = Files.readAllBytes(run.resolve("rounds.zip"));
    Files.write(run.resolve("rounds.zip"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> pack(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("rounds.zip is damaged");
  }

  @Test
  void whoWasKilledBeforeTheForksWentGoesOn() throws IOException {
    Path copy = copy();
    pack(run);
    Files.move(copy.resolve("rounds"), run.resolve("rounds"));
    assertThat(pack(run)).isFalse();
    assertThat(run.resolve("rounds")).doesNotExist();
  }

  @Test
  void forksThatAreNotThoseOfTheZipAreNotDeleted() throws IOException {
    Path copy = copy();
    pack(run);
    Files.move(copy.resolve("rounds"), run.resolve("rounds"));
    Files.writeString(run.resolve("rounds/0001/gather.1.json"), "{}");
    assertThatThrownBy(() -> pack(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "found both "
                + run.resolve("rounds")
                + " and "
                + run.resolve("rounds.zip")
                + ", which differ; delete the one that is wrong");
    assertThat(run.resolve("rounds/0001")).isDirectory();
  }

  @Test
  void aRunThatIsNotFinishedIsRefused() throws IOException {
    try (RunStore store = RunStore.open(run)) {
      RunStore.deleteTree(store.round(2));
    }
    assertThatThrownBy(() -> pack(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a finished run, found none of round 2, gather, block 1 in "
                + run
                + "; end it with run --resume "
                + run);
    assertThat(run.resolve("rounds.zip")).doesNotExist();
  }

  @Test
  void aDamagedForkIsNotPackedAndNothingIsDeleted() throws IOException {
    Path fork;
    try (RunStore store = RunStore.open(run)) {
      fork = store.forkFolder(1, store.plan().arms().get(0).arm(), "");
    }
    Files.writeString(fork.resolve("counters.json"), "{");
    assertThatThrownBy(() -> pack(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(fork.resolve("counters.json") + " is damaged: ");
    assertThat(run.resolve("rounds/0002")).isDirectory();
  }
}
