package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs with requests that come at a rate, and a closed loop beside them. */
class LoopsTest {
  private static final double[] SLOW = {2, 2.1, 2.2, 2, 2.1, 2.2, 2.3, 2.4};
  private static final double[] FAST = {1, 1.1, 1, 1.2, 1.1, 1, 1.1, 1.2};

  private static ArmForks callers(String model, String jdk, double achieved) {
    List<Fork> forks = new ArrayList<>();
    for (int round = 1; round <= 8; round++) {
      forks.add(OpenFork.ofCallers(round, achieved + round, 3_000_000 + 9_000 * round).fork());
    }
    return new ArmForks(OpenFork.callers(model, jdk), forks);
  }

  /** Returns an arm at a share of its own most. */
  private static ArmForks load(String model, String jdk, int load, int rate, double... millis) {
    SortedMap<String, Value> params =
        Arms.values(Map.of("arrivals", "poisson", "cpus", "all", "load", "" + load));
    Arm arm = new Arm("gather", model, jdk, params, new TreeMap<>());
    return new ArmForks(arm, OpenFork.armForks(model, jdk, rate, millis).forks());
  }

  private static RunRecord run(ArmForks... arms) {
    Map<String, String> jdks = new TreeMap<>();
    Arrays.stream(arms).forEach(arm -> jdks.put(arm.arm().jdk(), arm.arm().jdk() + ".0.1 Maker"));
    return Runs.of(jdks, 8, List.of(arms), Map.of());
  }

  private static RunRecord mixed() {
    return run(
        callers("platform", "25", 900),
        callers("virtual", "25", 1_900),
        OpenFork.armForks("platform", "25", 500, SLOW),
        OpenFork.armForks("platform", "25", 800, SLOW),
        OpenFork.armForks("virtual", "25", 500, FAST),
        OpenFork.armForks("virtual", "25", 800, FAST));
  }

  private static List<ContrastTable> contrasts(RunRecord run, String column, String metric) {
    return Contrasts.within(run, Grouping.by(column), List.of(metric), 0.03);
  }

  private static List<String> rows(ContrastTable table) {
    return table.rows().stream().map(row -> row.label() + ", " + row.against()).toList();
  }

  private static String metric(ContrastTable table) {
    return table.rows().get(0).scores().get(0).contrast().metric().name();
  }

  private static String family(ContrastTable table) {
    Significance significance = table.rows().get(0).scores().get(0).contrast().significance();
    return significance.family() + ": " + significance.familySize();
  }

  @Test
  void aRunWithoutRatesIsOfOnePart() {
    RunRecord closed = run(callers("platform", "25", 900), callers("virtual", "25", 1_900));
    assertThat(Loops.apart(closed)).containsExactly(closed);
    assertThat(contrasts(closed, "model", "p50"))
        .extracting(ContrastTable::name)
        .containsExactly("model, cpus=all");
  }

  @Test
  void theClosedLoopBesideAnOpenOneHasTablesAndFamiliesOfItsOwn() {
    List<ContrastTable> tables = contrasts(mixed(), "model", "p50");
    assertThat(tables)
        .extracting(ContrastTable::name)
        .containsExactly("model, cpus=all", "model, clients=64 cpus=all");
    assertThat(rows(tables.get(0)))
        .containsExactly(
            "gather rate=500, virtual vs platform", "gather rate=800, virtual vs platform");
    assertThat(rows(tables.get(1))).containsExactly("gather, virtual vs platform");
    assertThat(metric(tables.get(0))).isEqualTo("response p50");
    assertThat(metric(tables.get(1))).isEqualTo("service p50");
    assertThat(family(tables.get(0))).isEqualTo("gather cpus=all, model, p50: 2");
    assertThat(family(tables.get(1))).isEqualTo("gather clients=64 cpus=all, model, p50: 1");
  }

  @Test
  void ratesAreComparedAsAnyParameterIs() {
    List<ContrastTable> tables = contrasts(mixed(), "rate", "p99");
    assertThat(tables).hasSize(1);
    assertThat(rows(tables.get(0)))
        .containsExactly("gather platform, 800 vs 500", "gather virtual, 800 vs 500");
  }

  @Test
  void aMetricOfOneLoopAloneHasTablesOfThatLoopAlone() {
    assertThat(contrasts(mixed(), "model", "throughput"))
        .extracting(ContrastTable::name)
        .containsExactly("model, clients=64 cpus=all");
    assertThat(contrasts(mixed(), "model", "sendlag.p99.9"))
        .extracting(ContrastTable::name)
        .containsExactly("model, cpus=all");
  }

  @Test
  void theThroughputOfSeveralCallersIsThatOfAllOfThem() {
    ContrastRow.Score score =
        contrasts(mixed(), "model", "throughput").get(0).rows().get(0).scores().get(0);
    assertThat(score.base().text()).isEqualTo("905 ops/s");
    assertThat(score.contrast().judgement().verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void aKeyThatNoArmHasIsNamedAmongThoseOfTheWholeRun() {
    assertThatThrownBy(() -> contrasts(mixed(), "clients", "p50"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want arms that differ in clients alone, found none; arms differ in: model, rate");
  }

  @Test
  void aQuestionIsAnsweredByTheOpenLoopFirst() {
    List<ContrastTable> tables =
        Migration.within(mixed(), Question.of("25:platform", "25:virtual"), List.of("p50"), 0.03);
    assertThat(tables)
        .extracting(ContrastTable::name)
        .containsExactly("question, cpus=all", "question, clients=64 cpus=all");
    assertThat(family(tables.get(0))).isEqualTo("gather cpus=all, question, p50: 2");
    assertThat(family(tables.get(1))).isEqualTo("gather clients=64 cpus=all, question, p50: 1");
  }

  @Test
  void theIntervalOfARunIsThatOfItsOpenLoop() {
    assertThat(Precision.widest(mixed()).contrast()).startsWith("gather rate=");
  }

  @Test
  void identicalCodeOfTheOtherLoopIsNoFloor() {
    RunRecord run =
        Runs.withPlacebos(mixed(), List.of(OpenFork.armForks("platform", "25", 500, FAST)));
    List<ContrastTable> tables = contrasts(run, "model", "p50");
    assertThat(tables.get(0).title()).contains("identical code differed by");
    assertThat(tables.get(1).title()).contains(Floors.NOT_MEASURED);
  }

  @Test
  void jdksAreComparedAtTheSameShareOfWhatEachDoes() {
    RunRecord run =
        run(
            load("virtual", "17", 50, 400, SLOW),
            load("virtual", "25", 50, 600, FAST),
            load("virtual", "17", 80, 640, SLOW),
            load("virtual", "25", 80, 960, FAST));
    assertThat(rows(contrasts(run, "jdk", "p50").get(0)))
        .containsExactly("gather load=50 virtual, 25 vs 17", "gather load=80 virtual, 25 vs 17");
    assertThat(rows(contrasts(run, "load", "p50").get(0)))
        .containsExactly("gather virtual JDK 17, 80 vs 50", "gather virtual JDK 25, 80 vs 50");
  }

  @Test
  void aQuestionIsAnsweredAtTheSameShareOfWhatEachDoes() {
    RunRecord run =
        run(
            load("platform", "17", 50, 200, SLOW),
            load("platform", "25", 50, 250, SLOW),
            load("virtual", "25", 50, 600, FAST));
    ContrastTable table =
        Migration.within(run, Question.of("17:platform", "25:virtual"), List.of("p50"), 0.03)
            .get(0);
    assertThat(table.rows())
        .extracting(ContrastRow::step)
        .containsExactly(Step.JDK_ALONE, Step.MODEL_ALONE, Step.BOTH);
    assertThat(table.rows().get(2).other().params()).containsEntry("load", Value.of(50));
  }

  @Test
  void runsAreComparedAtTheSameShareOfWhatEachDoes() {
    RunRecord before = run(load("virtual", "25", 50, 600, SLOW));
    RunRecord after = run(load("virtual", "25", 50, 700, FAST));
    assertThat(
            BetweenRuns.of(before, after, List.of(), List.of("p50"), 0.03, false)
                .rows()
                .get(0)
                .scores())
        .hasSize(1);
  }

  @Test
  void anEstimateIsCalledOne() {
    ArmForks base = corrected("platform", 4_000_000);
    ArmForks other = corrected("virtual", 3_000_000);
    ContrastTable table = contrasts(run(base, other), "model", "corrected.p99").get(0);
    assertThat(metric(table)).isEqualTo("corrected p99");
    assertThat(table.facts())
        .contains(
            "corrected is an estimate: the service time with what callers would have begun while"
                + " they waited for slow ops");
  }

  private static ArmForks corrected(String model, long nanos) {
    Fork fork = OpenFork.ofCallers(1, 900, 2_000_000).latency("corrected", nanos).fork();
    return new ArmForks(OpenFork.callers(model, "25"), List.of(fork));
  }
}
