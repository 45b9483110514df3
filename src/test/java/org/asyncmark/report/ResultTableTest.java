package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.HTTP_100;
import static org.asyncmark.report.SampleRun.flat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.OpenFork;
import org.asyncmark.analyse.Turns;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private final SampleRun run = new SampleRun().jdk("25", "25.0.3+9");

  private ResultTable table() {
    RunView view = new RunView(run.record());
    return ResultTable.of(view.comparisons(view.rows().get(0)).get(0));
  }

  @Test
  void quantilesAreTheMedianOfTheForksAndTheMaximumIsThatOfAll() {
    run.forks(
        Model.LOOP,
        "25",
        HTTP_100,
        flat(1, 10_000, 100_000),
        flat(2, 10_000, 300_000),
        flat(3, 10_000, 200_000));
    assertThat(table().unit()).isEqualTo("µs");
    assertThat(table().rows())
        .containsExactly(
            new ResultTable.Row(
                "loop",
                List.of("3", "200", "[100, 300]", "200", "200", "200", "300", "10 000", "200"),
                ""));
    assertThat(table().notes()).isEmpty();
  }

  @Test
  void aPercentileWithoutItsSamplesIsNotShownAndANoteSaysWhy() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 10_000, 100_000), flat(2, 9_999, 300_000));
    assertThat(table().rows().get(0).cells().get(5)).isEqualTo("–");
    assertThat(table().notes())
        .containsExactly("– p99.9 needs 10 000 samples per fork, had 9 999 in loop");
  }

  @Test
  void aNoteTellsOfForksThatWereNotSteadyAndOfSlowTurns() {
    run.forks(Model.LOOP, "25", HTTP_100, counted(1, 0, 100), counted(2, 1, 130));
    assertThat(table().notes())
        .containsExactly(
            "forks that were not steady when the warm-up ended: 1 of 2 in loop",
            "slow turns, which took more than 1.2 times the median of their fork's: 1 of 10 in loop",
            "forks whose p50 drifted by more than 3 % from the first third of their turns to the last,"
                + " not counting what all forks of their block did: 1 of 2 in loop (UNSTEADY)",
            "share of the variance of a turn's p50 that lies between forks, and not within them:"
                + " 2 % in loop");
  }

  private static Fork counted(int round, double steady, double turn) {
    Fork plain = flat(round, 10_000, 100_000);
    return new Fork(
        round,
        plain.latencies(),
        Map.of("warmup.steady", new Count(steady, "#")),
        new Turns("", Map.of(Turns.p50("service"), List.of(100.0, 101.0, 102.0, 103.0, turn))));
  }

  @Test
  void invalidForksAreCountedApartAndANoteSaysWhatIsWrong() {
    run.forks(
        Model.LOOP,
        "25",
        HTTP_100,
        OpenFork.of(1).latency("response", 200_000).fork(),
        OpenFork.of(2).latency("response", 900_000).rate(500, 400).fork());
    run.forks(Model.FUTURE, "25", HTTP_100, OpenFork.of(1).turns("growth", 2).fork());
    assertThat(table().rows().get(0).cells()).startsWith("1, 1 invalid†", "1 000");
    assertThat(table().rows().get(1).cells()).startsWith("2, 1 invalid", "200");
    assertThat(table().notes())
        .contains(
            "invalid forks, which have no part in verdicts, and in numbers without †: 1 of 1 in future"
                + " (pool 64) (backlog grows in 1), 1 of 2 in loop (achieved less than 99.9 % of"
                + " offered in 1)",
            "† no fork is valid, so the numbers are those of all of them");
  }

  @Test
  void aForkWithoutSamplesHidesTheQuantilesOfItsArm() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 10_000, 100_000), Fork.of(2, Map.of(), Map.of()));
    assertThat(table().notes().get(0)).isEqualTo("– p50 needs 20 samples per fork, had 0 in loop");
  }

  @Test
  void modelsWithoutNumbersHaveARowWithTheReason() {
    run.forks(Model.PLATFORM, "25", HTTP_100);
    run.absent(Model.VIRTUAL, "25", HTTP_100);
    assertThat(table().rows())
        .containsExactly(
            new ResultTable.Row("platform (pool 64)", List.of(), "no fork has finished"),
            new ResultTable.Row(
                "virtual", List.of(), "n/a (virtual threads are final from JDK 21)"));
  }

  @Test
  void waitingWithinAnOpHasATableOfItsOwn() {
    run.forks(Model.LOOP, "25", HTTP_100, withAcquire(1, 2_000), withAcquire(2, 4_000));
    ResultTable within = tables().get(1);
    assertThat(within.title()).isEqualTo("within an op, in µs");
    assertThat(within.header()).containsExactly("model", "acquire p50", "p99", "max");
    assertThat(within.rows())
        .containsExactly(new ResultTable.Row("loop", List.of("3.00", "3.00", "4.00"), ""));
    assertThat(tables().get(0).header()).doesNotContain("leaf p50");
  }

  @Test
  void whatWasCountedHasATableOfItsOwnWithThePatternsOwnCountsFirst() {
    Map<String, Count> counts =
        Map.of(
            "cpu", new Count(12.34, "us/op"),
            "threads.peak", new Count(70, "#"),
            "gc.alloc.rate.norm", new Count(1_234, "B/op"),
            "gc.count", new Count(3, "counts"),
            "handoffs", new Count(0.5, "#/item"));
    run.forks(
        Model.LOOP, "25", HTTP_100, new Fork(1, flat(1, 20, 1).latencies(), counts, Turns.NONE));
    ResultTable table = tables().get(1);
    assertThat(table.title()).isEqualTo("what it took, median over the forks");
    assertThat(table.header())
        .containsExactly(
            "model", "handoffs /item", "cpu µs/op", "allocated B/op", "most platform threads");
    assertThat(table.rows())
        .containsExactly(
            new ResultTable.Row("loop", List.of("0.500", "12.3", "1 230", "70.0"), ""));
  }

  @Test
  void forksThatHungAreCountedWhereTheForksAre() {
    run.lost(Model.LOOP, "25", HTTP_100, 1, 2, flat(1, 20, 100_000));
    run.lost(Model.FUTURE, "25", HTTP_100, 0, 6);
    assertThat(table().rows().get(0).reason()).isEqualTo("no fork has finished, 6 hung");
    assertThat(table().rows().get(1).cells().get(0)).isEqualTo("1, 2 hung, 1 failed");
  }

  @Test
  void mechanismsOfOneModelHaveARowEach() {
    for (String mechanism : List.of("semaphore-fair", "pool")) {
      Map<String, String> params = new TreeMap<>(HTTP_100);
      params.put("mechanism", mechanism);
      run.forks(Model.PLATFORM, "25", params, flat(1, 20, 100_000));
      run.absent(Model.VIRTUAL, "25", params);
    }
    assertThat(table().rows())
        .extracting(ResultTable.Row::model)
        .containsExactly(
            "platform (semaphore-fair, pool 64)",
            "platform (pool, pool 64)",
            "virtual (semaphore-fair)",
            "virtual (pool)");
  }

  private static Fork withAcquire(int round, long nanos) {
    Fork flat = flat(round, 1_000, nanos);
    return new Fork(
        round,
        Map.of("service", flat.latencies().get("service"), "acquire", flat.latencies().get("leaf")),
        Map.of(),
        Turns.NONE);
  }

  private List<ResultTable> tables() {
    RunView view = new RunView(run.record());
    return ResultTable.all(view.comparisons(view.rows().get(0)).get(0));
  }

  @Test
  void anArmWithOneForkHasNoRange() {
    run.forks(Model.LOOP, "25", HTTP_100, flat(1, 20, 100_000));
    assertThat(table().rows().get(0).cells()).startsWith("1", "100", "[one fork]");
  }
}
