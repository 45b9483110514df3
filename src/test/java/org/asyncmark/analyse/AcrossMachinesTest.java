package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.SampleRun;
import org.junit.jupiter.api.Test;

class AcrossMachinesTest {
  private static final int ROUNDS = 8;

  private static Map<String, String> on(int machine) {
    Map<String, String> params = new TreeMap<>(SampleRun.HTTP_100);
    params.put("machine", Integer.toString(machine));
    return params;
  }

  /** Returns a run whose second JDK takes so many times as long, machine by machine. */
  private static RunRecord run(double... factors) {
    SampleRun run =
        new SampleRun().jdk("17", "17.0.15+6").jdk("25", "25.0.3+9").preset("standard", 2 * ROUNDS);
    for (int machine = 1; machine <= factors.length; machine++) {
      double micros = 500 * machine; // machines are not alike
      run.arm(Model.LOOP, "17", on(machine), 2000, about(micros));
      run.arm(Model.LOOP, "25", on(machine), 2000, about(micros * factors[machine - 1]));
    }
    return run.record();
  }

  private static double[] about(double p50) {
    Random random = new Random(Math.round(p50));
    return IntStream.range(0, ROUNDS)
        .mapToDouble(i -> p50 * (1 + 0.02 * random.nextGaussian()))
        .toArray();
  }

  private static List<ContrastTable> tables(RunRecord run) {
    return Contrasts.within(run, Grouping.by("jdk"), List.of("p50"), 0.03);
  }

  @Test
  void eachMachineHasATableOfItsOwn() {
    assertThat(tables(run(0.8, 0.8)))
        .extracting(ContrastTable::name)
        .containsExactly("jdk, machine=1", "jdk, machine=2");
  }

  @Test
  void machinesThatSayOtherThingsDiffer() {
    RunRecord run = run(0.8, 1.3);
    assertThat(AcrossMachines.of(run, tables(run)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.differ()).isTrue();
              assertThat(each.byMachine()).containsOnlyKeys(1, 2);
              assertThat(each.against()).isEqualTo("25 vs 17");
            });
  }

  @Test
  void machinesThatSayTheSameAreNotShownToDiffer() {
    RunRecord run = run(0.8, 0.8);
    assertThat(AcrossMachines.of(run, tables(run)))
        .extracting(AcrossMachines::differ)
        .containsExactly(false);
  }

  @Test
  void aContrastOfOneMachineIsNotAcrossAny() {
    RunRecord run = run(0.8);
    assertThat(AcrossMachines.of(run, tables(run))).isEmpty();
  }

  @Test
  void noContrastGoesFromOneMachineToAnother() {
    RunRecord run = run(0.8, 0.8);
    assertThatThrownBy(() -> Contrasts.within(run, Grouping.by("machine"), List.of("p50"), 0.03))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want a key whose values were measured on one machine, got machine; the contrasts of"
                + " each machine stand side by side without --col machine");
  }

  @Test
  void theMachinesAreColumnsBelowTheTables() {
    RunRecord run = run(0.8, 1.3);
    assertThat(ContrastText.TEXT.across(AcrossMachines.of(run, tables(run))).lines())
        .element(2)
        .asString()
        .startsWith("contrast")
        .contains("machine 1", "machine 2", "differ?");
    assertThat(ContrastText.CSV.across(AcrossMachines.of(run, tables(run)))).isEmpty();
  }

  /** The second measurement of an arm is as the first on machine 1, and 1.3 times it on 2. */
  @Test
  void whatIdenticalCodeDiffersByIsOfOneMachine() {
    List<ArmForks> same = run(1, 1).arms();
    List<ArmForks> other = run(1, 1.3).arms();
    ArmForks second = other.get(3);
    RunRecord run =
        Runs.withPlacebos(
            run(1, 1),
            List.of(
                new ArmForks(same.get(0).arm(), same.get(0).forks()),
                new ArmForks(same.get(2).arm(), second.forks())));
    Measure p50 = Measure.of("p50", run);
    Floors floors = new Floors(run);
    assertThat(floors.floor(p50, Floors.place(same.get(0).arm(), null))).isZero();
    assertThat(floors.floor(p50, Floors.place(same.get(2).arm(), null))).isGreaterThan(0.2);
  }

  @Test
  void theLabelOfAContrastNamesNoMachine() {
    RunRecord run = run(0.8, 1.3);
    assertThat(AcrossMachines.of(run, tables(run)))
        .extracting(AcrossMachines::name)
        .containsExactly("gather http loop, 25 vs 17");
  }
}
