package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.asyncmark.claim.CitableRun;
import org.asyncmark.plan.Shard;
import org.asyncmark.store.Merging;
import org.asyncmark.store.WrittenShard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new CommandLine(new CompareCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(args);
  }

  @Test
  void aFolderWithoutARunIsAnErrorOfTheEnvironment() {
    assertThat(execute(folder.toString())).isEqualTo(4);
    assertThat(err.toString().lines())
        .containsExactly(
            "wanted a run, found no manifest.json in "
                + folder
                + "; give the folder of a run, which is one of those under results");
  }

  @Test
  void anUnknownFormatIsAUsageError() {
    assertThat(execute(folder.toString(), "--format", "xml")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo("want text, md, csv or json for --format, got 'xml'");
  }

  @Test
  void aConditionThatIsNoneIsAUsageError() {
    assertThat(execute(folder.toString(), "--fail-if", "worse")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo(
            "want faster, slower, less or more, and >N% after it, for example 'slower>5%', or"
                + " something that forks count and >N, for example 'threads.peak>100', got 'worse'");
  }

  /** Writes what JMH says of six forks that take about as long as asked. */
  private String jmh(String name, double micros) throws IOException {
    return jmh(name, result("run", "avgt", "us/op", 6, micros, ""));
  }

  private String jmh(String name, String... results) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "[" + String.join(",", results) + "]").toString();
  }

  private static String result(
      String method, String mode, String unit, int forks, double score, String params) {
    return String.format(
        Locale.ROOT,
        """
        {"jmhVersion":"1.37","benchmark":"org.some.Bench.%s","mode":"%s","threads":1,"forks":%d,
         "vmName":"OpenJDK","vmVersion":"25.0.3+9","params":{%s},
         "primaryMetric":{"score":%s,"scoreUnit":"%s","rawData":%s},
         "secondaryMetrics":{"writer":{"scoreUnit":"%5$s","rawData":%7$s}}}
        """
            .replace("%5$s", unit)
            .replace("%7$s", raw(forks, 2 * score)),
        method,
        mode,
        forks,
        params,
        score,
        unit,
        raw(forks, score));
  }

  private static String raw(int forks, double score) {
    return IntStream.range(0, forks)
        .mapToObj(fork -> "[" + score * (1 + fork / 1000.0) + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aConditionThatIsMetEndsWithThree() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 120), "--fail-if", "slower>5%"))
        .isEqualTo(3);
    assertThat(err.toString().lines())
        .containsExactly(
            "--fail-if slower>5%: org.some.Bench.run, run 2 vs run 1, score +20.0 % [+19.7, +20.3]"
                + " n=6 slower, suggestive");
  }

  @Test
  void aConditionThatIsNotMetEndsWithZero() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 103.5), "--fail-if", "slower>5%"))
        .isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("slower, suggestive");
  }

  @Test
  void aDamagedFileIsNamedAndTheOthersAreCompared() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), "[{");
    assertThat(execute(jmh("a.json", 100), damaged.toString(), jmh("c.json", 120))).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith(damaged + " is no result of JMH: not JSON, line 1: ");
    assertThat(out.toString()).contains("run 2 c.json", "+20.0 %");
  }

  @Test
  void oneFileOfJmhIsAUsageError() throws IOException {
    assertThat(execute(jmh("a.json", 100))).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .startsWith("want two files of JMH to compare, got one: ");
  }

  @Test
  void aMarginOfNothingIsAUsageError() {
    assertThat(execute(folder.toString(), "--delta", "0")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo(
            "want a percentage above 0 and at most 100 for --delta, for example 3%, got '0'");
  }

  @Test
  void aMarginThatMayBeAFractionIsAUsageErrorThatSaysWhatToWrite() {
    assertThat(execute(folder.toString(), "--delta", "0.05")).isEqualTo(2);
    assertThat(err.toString().lines().toList().get(0))
        .isEqualTo(
            "want a percentage with its sign below 1 for --delta, got '0.05'; write 0.05% or 5%");
  }

  @Test
  void aCountThatIsMetEndsWithThreeWhateverTheVerdictIs() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 100), "--fail-if", "writer>200.5"))
        .isEqualTo(3);
    assertThat(err.toString().lines())
        .containsExactly("--fail-if writer>200.5: org.some.Bench.run, up to 201 µs/op in 6 forks");
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 100), "--fail-if", "writer>300")).isZero();
  }

  @Test
  void aCountIsNotLookedAtInTheRunThatOthersAreHeldAgainst() throws IOException {
    assertThat(execute(jmh("a.json", 1000), jmh("b.json", 100), "--fail-if", "writer>300"))
        .isZero();
  }

  @Test
  void aCountThatNoForkHasEndsWithOneUnlessThatIsAllowed() throws IOException {
    String file = jmh("a.json", 100);
    assertThat(execute(file, file, "--fail-if", "pinned>0")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "--fail-if pinned>0 could not be measured: no fork counted pinned; counted were score,"
                + " writer",
            "leave out the condition, measure what it is about, or accept it with"
                + " --allow-undecided");
    assertThat(execute(file, file, "--fail-if", "pinned>0", "--allow-undecided")).isZero();
  }

  @Test
  void aPageForAReviewHasItsTitleInBoldItsWarningsAsAListAndNoSpacesAtTheEndsOfLines()
      throws IOException {
    String before = jmh("a.json", result("run", "avgt", "us/op", 6, 10, "\"p\":\"x|y\""));
    String after = jmh("b.json", result("run", "avgt", "us/op", 6, 20, "\"p\":\"x|y\""));
    assertThat(execute(before, after, "--format", "md")).isZero();
    assertThat(out.toString().lines().toList().get(0)).startsWith("**UNPAIRED · ").endsWith("**");
    assertThat(out.toString().lines().toList().get(1)).isEmpty();
    assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("- UNPAIRED: "));
    assertThat(out.toString()).contains("x\\|y").contains("| **slower, suggestive (1)** |");
    assertThat(out.toString().lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void fiveForksShowTheirChangeAndEndWithOneBecauseTheConditionWasNotJudged() throws IOException {
    String before = jmh("a.json", result("run", "avgt", "us/op", 5, 10, ""));
    String after = jmh("b.json", result("run", "avgt", "us/op", 5, 70, ""));
    assertThat(execute(before, after, "--fail-if", "slower>5%")).isEqualTo(1);
    assertThat(out.toString()).contains("+600 %", "at 95 %", "no verdict, screening");
    assertThat(err.toString().lines())
        .containsExactly(
            "--fail-if slower>5% could not be judged in 1 of 1 contrasts:",
            "  org.some.Bench.run, run 2 vs run 1, score: unpaired; a verdict needs 6 forks of each"
                + " arm, got 5",
            "measure at least 6 forks of each (JMH: -f 6) and the same on both sides, leave out with"
                + " --metric what was not measured, or accept it with --allow-undecided");
  }

  @Test
  void whatWasNotJudgedCanBeAllowed() throws IOException {
    String before = jmh("a.json", result("run", "avgt", "us/op", 5, 10, ""));
    assertThat(execute(before, before, "--fail-if", "slower", "--allow-undecided")).isZero();
    assertThat(err.toString()).startsWith("--fail-if slower>0% could not be judged in 1 of 1");
  }

  @Test
  void machineFormatsHaveScoresUnitAndFilesOfFewForksToo() throws IOException {
    String before = jmh("a.json", result("run", "avgt", "us/op", 1, 10, ""));
    String after = jmh("b.json", result("run", "avgt", "ms/op", 1, 0.02, ""));
    assertThat(execute(before, after, "--format", "csv")).isZero();
    assertThat(out.toString().lines().skip(1))
        .singleElement()
        .asString()
        .contains(",score,us/op,1,0,")
        .endsWith(",10.0,20.0,a.json,b.json");
    assertThat(execute(before, after, "--format", "json")).isZero();
    assertThat(out.toString())
        .contains("\"unit\" : \"us/op\"", "\"base_score\" : 10.0", "\"other_run\" : \"b.json\"");
  }

  @Test
  void nothingThatPairsEndsWithFourAndWithOneIfAConditionWasGiven() throws IOException {
    String before = jmh("a.json", result("run", "avgt", "us/op", 6, 10, ""));
    String after = jmh("b.json", result("run", "avgt", "us/op", 6, 10, "\"zip\":\"lz4\""));
    assertThat(execute(before, after)).isEqualTo(4);
    assertThat(execute(before, after, "--fail-if", "slower")).isEqualTo(1);
    String reason =
        "want arms that both runs have, found none in a.json and b.json: the parameter zip is in"
            + " b.json alone (zip=lz4); measure both alike";
    assertThat(err.toString().lines())
        .containsExactly(reason, reason, "--fail-if slower could not be judged");
  }

  @Test
  void aBenchmarkThatTheSecondFileLostWasNotJudged() throws IOException {
    String run = result("run", "avgt", "us/op", 6, 10, "");
    String lost = result("lost", "avgt", "us/op", 6, 10, "");
    assertThat(execute(jmh("a.json", run, lost), jmh("b.json", run), "--fail-if", "slower"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("  org.some.Bench.lost: in run 1 only");
  }

  @Test
  void filesOfOneNameAreToldApartByTheirPaths() throws IOException {
    assertThat(execute(jmh("x/old/r.json", 10), jmh("x/new/r.json", 12))).isZero();
    assertThat(out.toString()).contains("run 1 (base) old/r.json", "run 2 new/r.json");
  }

  @Test
  void membersOfAGroupAreConvertedAndFasterOrSlower() throws IOException {
    String before = jmh("a.json", result("run", "avgt", "ms/op", 6, 2, ""));
    String after = jmh("b.json", result("run", "avgt", "ns/op", 6, 3e6, ""));
    assertThat(execute(before, after, "--metric", "writer", "--fail-if", "slower>40%"))
        .isEqualTo(3);
    assertThat(out.toString()).contains("4.01 ms/op", "6.01 ms/op", "slower, suggestive");
  }

  @Test
  void aParameterThatIsCalledPatternPairsAsAParameter() throws IOException {
    String file =
        jmh(
            "a.json",
            result("find", "avgt", "us/op", 6, 10, "\"pattern\":\"x+\""),
            result("split", "avgt", "us/op", 6, 90, "\"pattern\":\"x+\""));
    assertThat(execute(file, file, "--fail-if", "slower>5%")).isZero();
    assertThat(out.toString())
        .contains("org.some.Bench.find   run 2 vs run 1", "org.some.Bench.split  run 2 vs run 1")
        .doesNotContain("Rows of one name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          us/call | us/call | us/call does not tell whether less or more of it is faster
          s/call | jumps | score is in s/call in the base and in jumps in the other, and neither can be given in the other's
          """)
  void aScoreWithoutADirectionWasNotJudgedBesideOthersThatWere(
      String unit, String otherUnit, String reason) throws IOException {
    String fine = result("fine", "avgt", "us/op", 6, 10, "");
    String before = jmh("a.json", fine, result("odd", "avgt", unit, 6, 10, ""));
    String after = jmh("b.json", fine, result("odd", "avgt", otherUnit, 6, 90, ""));
    assertThat(execute(before, after, "--fail-if", "slower>5%")).isEqualTo(1);
    assertThat(err.toString().lines().limit(2))
        .containsExactly(
            "--fail-if slower>5% could not be judged in 1 of 2 contrasts:",
            "  org.some.Bench.odd, run 2 vs run 1, score: " + reason);
  }

  @Test
  void aResultThatWasLeftOutOfBothFilesWasNotJudged() throws IOException {
    String fine = result("fine", "avgt", "us/op", 6, 10, "");
    String before = jmh("a.json", fine, "7");
    String after = jmh("b.json", fine, "7");
    assertThat(execute(before, after, "--fail-if", "slower>5%")).isEqualTo(1);
    assertThat(err.toString().lines())
        .contains("--fail-if could not be judged of what was left out: 2");
    assertThat(execute(before, after, "--fail-if", "slower>5%", "--allow-undecided")).isZero();
  }

  @Test
  void aThirdFileThatPairsWithNothingIsToldAndTheOthersAreCompared() throws IOException {
    String third = jmh("c.json", result("other", "avgt", "us/op", 6, 10, ""));
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 120), third)).isEqualTo(4);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("want arms that both runs have, found none in a.json and c.json: ");
    assertThat(out.toString()).contains("+20.0 %");
  }

  @Test
  void whatIsSaidOfTwoRunsIsSaidOfEachPairOfThem() throws IOException {
    assertThat(execute(jmh("a.json", 100), jmh("b.json", 110), jmh("c.json", 120))).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("UNPAIRED: "))).hasSize(2);
  }

  private Path whole(int rounds) {
    return CitableRun.write(folder.resolve("whole"), rounds, CitableRun.CLEAN);
  }

  /** Returns a merged run whose rounds two machines measured in turn. */
  private String merged(int rounds) throws IOException {
    Path run = whole(rounds);
    List<Path> shards = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Shard shard = new Shard(number, 2, Shard.Deal.ROUNDS);
      shards.add(WrittenShard.of(shard, run, folder.resolve("machine" + number)));
    }
    WrittenShard.another(shards.get(1));
    return new Merging(shards).into(folder.resolve("results")).folder().toString();
  }

  @Test
  void aRunOfOneMachineHasNothingToPool() {
    Path run = whole(6);
    assertThat(execute(run.toString(), "--pool")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --pool of a run that several machines measured, got one of one machine: " + run);
  }

  @Test
  void runsAreNotPooled() {
    String run = whole(6).toString();
    assertThat(execute(run, run, "--pool")).isEqualTo(2);
    assertThat(err.toString()).startsWith("want --pool with one run alone, got 2 runs");
  }

  @Test
  void machinesThatCouldNotBeShownToDifferAreNotPooled() throws IOException {
    assertThat(execute(merged(6), "--col", "jdk", "--metric", "p50", "--pool")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --pool of machines that can be shown to differ, found too few rounds for that in"
                + " gather cpu platform cpus=all, 25 vs 21 (p is 0.200 at least); leave out --pool"
                + " to see each");
  }

  @Test
  void machinesStandSideBySideUntilTheyArePooled() throws IOException {
    String merged = merged(12);

    assertThat(execute(merged, "--col", "jdk")).isZero();
    assertThat(out.toString())
        .contains("cpus=all machine=1 ", "cpus=all machine=2 ", "machine by machine, each within");
    out.getBuffer().setLength(0);
    assertThat(execute(merged, "--col", "jdk", "--pool")).isZero();
    assertThat(out.toString())
        .contains("Rounds of several machines are taken together, which were not shown to differ.")
        .doesNotContain("machine=1");
  }
}
