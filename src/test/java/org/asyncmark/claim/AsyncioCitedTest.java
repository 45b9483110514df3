package org.asyncmark.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.analyse.BetweenRuns;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.RunView;
import org.asyncmark.report.TextReport;
import org.asyncmark.store.Exports;
import org.asyncmark.store.Packing;
import org.asyncmark.store.RunDifferences;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.SettledRuns;
import org.asyncmark.store.TextExports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a run that lies on the disk, of a run with asyncio in it. */
@Timeout(120)
class AsyncioCitedTest {
  @TempDir private Path results;
  private RunStore store;

  @BeforeEach
  void measure() {
    store = RunStore.open(CitableRun.writeWithAsyncio(results, 10, "3.11.7"));
  }

  private RunRecord read() {
    return new RunReader(store).read();
  }

  private void export() {
    Exports exports = new Exports(store);
    RunRecord run = new RunReader(store).read(exports);
    exports.write();
    new TextExports(store, run).write();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(store.folder().resolve(file));
  }

  @Test
  void theRunKnowsItsPythonBehindItsJdks() {
    assertThat(read().jdkBuilds())
        .containsEntry("py3.11", "3.11.7 CPython")
        .containsOnlyKeys("21", "25", "py3.11");
  }

  @Test
  void theResultsOfAPythonAreInAFileOfItsOwn() {
    export();
    JsonNode results =
        RunJson.read(store.folder().resolve("jmh").resolve("py3.11.json"), JsonNode.class);
    assertThat(results).hasSize(1);
    assertThat(results.at("/0/params/mechanism").asText()).isEqualTo("asyncio");
    assertThat(results.at("/0/primaryMetric/rawData")).hasSize(10);
    assertThat(store.folder().resolve("jmh").resolve("21.json")).exists();
  }

  @Test
  void itsForksAreInTheTablesAndLogsOfAll() throws IOException {
    export();
    String start = ",gather,asyncio,py3.11,3.11.7 CPython,";
    assertThat(lines("export/forks.csv")).filteredOn(line -> line.contains(start)).hasSize(10);
    assertThat(lines("export/iterations.csv"))
        .filteredOn(line -> line.contains(start))
        .isNotEmpty()
        .allMatch(line -> line.contains(",measured,"));
    assertThat(lines("export/benchfmt.txt"))
        .contains("jdk: 3.11.7 CPython")
        .filteredOn(line -> line.startsWith("BenchmarkGather/model=asyncio/"))
        .hasSize(10);
    try (Stream<Path> files = Files.list(store.folder().resolve("hdr"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.matches("\\d{3}_gather_asyncio\\.hlog"))
          .anyMatch(name -> name.matches("\\d{3}_gather_asyncio\\.service\\.hgrm"));
    }
  }

  @Test
  void packingItChangesNoNumber() {
    RunRecord before = read();
    List<ContrastTable> tables = contrasts(before);
    assertThat(new Packing(store).pack()).isTrue();
    store = RunStore.open(store.folder());
    assertThat(contrasts(read())).isEqualTo(tables);
    assertThat(TextReport.render(read())).isEqualTo(TextReport.render(before));
  }

  private static List<ContrastTable> contrasts(RunRecord run) {
    return Contrasts.within(run, Grouping.by("model"), List.of("p50", "p99", "cpu"), 0.03);
  }

  @Test
  void itPassesAllRules() throws IOException {
    export();
    Path csv = Files.createDirectories(store.folder().resolve("compare")).resolve("contrasts.csv");
    Files.writeString(csv, ContrastText.CSV.render(new RunView(read()).contrasts()));
    Citing citing = new Citing(store);
    Asked models = new Asked(null, null, "model", "p50", 0.03);
    citing.cite(models, "").forEach(cited -> cited.claims().forEach(citing::write));
    List<Check> checks = new RunRules(store).checks();
    assertThat(checks).allMatch(check -> check.result() == Check.Result.PASSED);
    assertThat(checks)
        .filteredOn(check -> check.rule().equals("flags"))
        .extracting(Check::found)
        .containsExactly("50 JVMs and 10 Pythons as planned");
  }

  @Test
  void aContrastWithAsyncioIsCitedWithWhatItDoesNotShow() {
    Asked asked = Asked.of(Question.of("25:platform", "py3.11:asyncio"), "p50", 0.03);
    Claim claim = new Citing(store).cite(asked, "").get(0).claims().get(0);
    assertThat(claim.sentence())
        .matches(
            "In gather .+, service p50 with asyncio on CPython 3\\.11\\.7 was \\d+ % higher than"
                + " with platform threads \\(task-per-leaf, pool \\d+\\) on JDK 25\\.0\\.1\\+8 Maker"
                + " \\(95 % interval .+");
    assertThat(claim.doesNotShow())
        .contains(
            "another machine, JDK or CPython build or parameter",
            "a service of several processes: asyncio ran in one, on one thread");
    assertThat(claim.jdkBuilds()).containsEntry("py3.11", "3.11.7 CPython");
  }

  @Test
  void anotherVersionOfPythonIsADifferenceAndIsCompared() {
    RunStore later =
        RunStore.open(CitableRun.writeWithAsyncio(results.resolve("later"), 10, "3.11.9"));
    assertThat(RunDifferences.between(store, later))
        .contains("Different Python: 3.11.7 CPython in run 1, 3.11.9 CPython in run 2.");
    SettledRuns both = SettledRuns.of(read(), new RunReader(later).read());
    ContrastTable table =
        BetweenRuns.of(both.base(), both.other(), List.of(), List.of("p50"), 0.03, true);
    assertThat(table.rows())
        .filteredOn(row -> row.other().ofPython())
        .extracting(row -> row.label() + ": " + row.against())
        .containsExactly("gather cpu asyncio py3.11: run 2 vs run 1");
  }
}
