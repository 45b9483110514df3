package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Runs;
import org.asyncmark.analyse.Turns;
import org.asyncmark.profile.Instrument;
import org.asyncmark.profile.JfrCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
  private static final Map<String, Integer> FEATURES = Map.of("17", 17, "21", 21, "25", 25);
  private static final String NO_VIRTUAL = "n/a (virtual threads are final from JDK 21)";

  private final List<ArmForks> arms = new ArrayList<>();
  private final Map<Arm, String> absent = new LinkedHashMap<>();

  @Test
  void parksOfVirtualThreadsAreNotVisibleAndNeverANumber() {
    counted(arm("virtual", "25"), Map.of("jfr.parks", 7.0));
    assertThat(cell("parks, /op", "")).isEqualTo(Table.Cell.of("not visible to JFR"));
  }

  @Test
  void parksOfPlatformThreadsAreANumber() {
    counted(arm("platform", "25"), Map.of("jfr.parks", 7.0));
    assertThat(cell("parks, /op", "")).isEqualTo(Table.Cell.of("7"));
  }

  @ParameterizedTest
  @CsvSource({"21, 3", "25, not visible to JFR"})
  void waitsOfVirtualThreadsForMonitorsAreVisibleAsLongAsTheyKeepTheCarrier(
      String jdk, String shown) {
    counted(arm("virtual", jdk), Map.of("jfr.monitorEnters", 3.0));
    assertThat(cell("waits for monitors, /op", "").shown()).isEqualTo(shown);
  }

  @Test
  void pinningOnAJdkWithoutVirtualThreadsIsNotZero() {
    counted(arm("platform", "17"), Map.of("jfr.parks", 1.0));
    assertThat(cell("virtual threads pinned, /op", "")).isEqualTo(Table.Cell.absent(NO_VIRTUAL));
  }

  @Test
  void anArmThatAJdkCannotRunIsAColumnWithTheReason() {
    counted(arm("virtual", "25"), Map.of());
    absent.put(arm("virtual", "17"), NO_VIRTUAL);
    Table table = evidence("").tables().get(0);
    assertThat(table.header()).containsExactly("per op", "virtual 17", "virtual 25");
    assertThat(table.rows())
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(Table.Cell.absent(NO_VIRTUAL)));
  }

  @Test
  void systemCallsThatCannotBeCountedAreAbsentWithTheReason() {
    counted(arm("loop", "25"), Map.of());
    assertThat(cell("system calls, /op", "perf is not installed"))
        .isEqualTo(Table.Cell.absent("perf is not installed"));
  }

  @Test
  void aRecordingThatLostEventsGivesLowerBounds() {
    counted(arm("platform", "25"), Map.of("jfr.parks", 7.0, JfrCounts.LOST, 100.0));
    assertThat(cell("parks, /op", ""))
        .isEqualTo(new Table.Cell("at least 7", "the flight recorder lost events of this fork"));
  }

  @Test
  void callbacksAreThoseOfATurn() {
    counted(arm("loop", "25"), Map.of("loop.turns", 4.0, "loop.callbacks", 10.0));
    assertThat(cell("loop: callbacks, /turn", "")).isEqualTo(Table.Cell.of("2.5"));
  }

  @Test
  void carriersAreANumberWhereAPatternCountedThem() {
    counted(arm("virtual", "25"), Map.of("carriers", 9.0));
    assertThat(cell("carriers alive after the last op, #", "")).isEqualTo(Table.Cell.of("9"));
  }

  @Test
  void carriersThatNobodyCountedAreNotZero() {
    counted(arm("platform", "25"), Map.of("jfr.fileReads", 3.0));
    assertThat(cell("carriers alive after the last op, #", ""))
        .isEqualTo(Table.Cell.absent("counted by files, with virtual threads"));
    assertThat(cell("file reads, /op", "")).isEqualTo(Table.Cell.of("3"));
  }

  @Test
  void anArmWithoutAForkSaysSo() {
    Arm arm = arm("loop", "25");
    arms.add(new ArmForks(Instrument.JFR.on(arm), List.of()));
    assertThat(cell("parks, /op", "")).isEqualTo(Table.Cell.absent("the fork gave no result"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0004, < 0.001",
    "0.1234, 0.123",
    "12.345, 12.3",
    "123.4, 123",
    "12345.6, 12346"
  })
  void numbersHaveThreeDigitsThatCount(double value, String shown) {
    assertThat(Evidence.number(value)).isEqualTo(shown);
  }

  private Table.Cell cell(String row, String noSystemCalls) {
    return evidence(noSystemCalls).tables().get(0).rows().stream()
        .filter(cells -> cells.get(0).shown().equals(row))
        .findFirst()
        .orElseThrow()
        .get(1);
  }

  private Evidence evidence(String noSystemCalls) {
    return new Evidence(Runs.of(Map.of("25", "25"), 1, arms, absent), FEATURES, noSystemCalls);
  }

  /** Adds forks of all instruments that count, with the same counts. */
  private void counted(Arm arm, Map<String, Double> values) {
    Map<String, Count> counts = new LinkedHashMap<>();
    values.forEach((name, value) -> counts.put(name, new Count(value, "#/op")));
    for (Instrument instrument :
        List.of(Instrument.NONE, Instrument.JFR, Instrument.SYSTEM_CALLS)) {
      arms.add(
          new ArmForks(instrument.on(arm), List.of(new Fork(1, Map.of(), counts, Turns.NONE))));
    }
  }

  private static Arm arm(String model, String jdk) {
    return Arms.of("gather", model, jdk, Map.of("fanOut", "10"));
  }
}
