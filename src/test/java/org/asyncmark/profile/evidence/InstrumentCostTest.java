package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.Instrument;
import org.junit.jupiter.api.Test;

class InstrumentCostTest {
  private static final Arm BARE = Arms.of("gather", "virtual", "25", Map.of("fanOut", "10"));

  @Test
  void eachInstrumentIsARatioToTheSameArmWithoutOne() {
    Table table =
        InstrumentCost.table(
            Forks.run(
                Forks.of(BARE, 6, 100_000),
                Forks.of(Instrument.JFR.on(BARE), 6, 110_000),
                Forks.of(Instrument.AGENT.on(BARE), 6, 100_000),
                Forks.of(Instrument.CPU.on(BARE), 6, 200_000)),
            BARE,
            Map.of());
    assertThat(table.text())
        .isEqualTo(
            """
            What the instruments cost: gather virtual on JDK 25, fanOut=10
            instrument          service p50         95 % interval  rounds
            flight recording        +10.0 %     [+9.9 %, +10.1 %]       6
            agent loaded, idle       +0.0 %      [+0.0 %, +0.0 %]       6
            CPU samples            +100.0 %  [+100.0 %, +100.0 %]       6
            Against the same cell without an instrument, fork by fork, paired by round; of this cell alone, others may differ.
            """);
  }

  @Test
  void anInstrumentThatDoesNotWorkIsAbsentWithItsReason() {
    Table table =
        InstrumentCost.table(
            Forks.run(Forks.of(BARE, 6, 100_000)), BARE, Map.of(Instrument.AGENT, "no library"));
    assertThat(table.rows().get(1))
        .containsExactly(
            Table.Cell.of("agent loaded, idle"),
            Table.Cell.absent("no library"),
            Table.Cell.of(""),
            Table.Cell.of(""));
  }

  @Test
  void withTooFewRoundsThereIsNoNumber() {
    Table table =
        InstrumentCost.table(
            Forks.run(Forks.of(BARE, 5, 100_000), Forks.of(Instrument.JFR.on(BARE), 5, 110_000)),
            BARE,
            Map.of());
    assertThat(table.rows().get(0)).extracting(Table.Cell::shown).contains("n/a", "5");
  }
}
