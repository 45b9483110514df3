package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncmark.measure.Evenness;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
  @Test
  void evenReadsAreFine() {
    assertThat(MachineChecks.memory(new Evenness(List.of(20.0, 21.0, 29.96), List.of(1.0, 1.01))))
        .isEqualTo(
            DoctorFinding.ok(
                "memory",
                "random reads over 8 MiB took 20.0 to 30.0 ns, the slowest 1.50 times the fastest;"
                    + " arithmetic 1.01 times"));
  }

  @Test
  void readsThatSpreadWhileArithmeticDoesNotAreDisturbedByOthers() {
    assertThat(MachineChecks.memory(new Evenness(List.of(20.0, 50.0), List.of(1.0, 1.04))))
        .isEqualTo(
            DoctorFinding.warn(
                "memory",
                "random reads over 8 MiB took 20.0 to 50.0 ns, the slowest 2.50 times the fastest;"
                    + " arithmetic 1.04 times: other guests of the host, or other programs, disturb"
                    + " caches and memory, which is no steal; cells that call the server spread by as"
                    + " much. Use another host or another time"));
  }

  @Test
  void ifArithmeticSpreadsAsMuchTheCpuIsTakenAway() {
    assertThat(MachineChecks.memory(new Evenness(List.of(20.0, 50.0), List.of(1.0, 2.4))).text())
        .endsWith(
            "arithmetic 2.40 times: something takes the CPU from time to time; see load and steal,"
                + " and wait for its end");
  }

  @Test
  void thisMachineHasTwentySlicesOfEach() {
    Evenness evenness = Evenness.sample();
    assertThat(evenness.readNanos()).hasSize(20).allMatch(nanos -> nanos > 0.1);
    assertThat(evenness.computeNanos()).hasSize(20).allMatch(nanos -> nanos > 0.1);
    assertThat(evenness.readSpread()).isGreaterThanOrEqualTo(1);
  }
}
