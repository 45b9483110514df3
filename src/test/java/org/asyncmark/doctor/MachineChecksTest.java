package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.asyncmark.measure.Machine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MachineChecksTest {
  private static final TestMachines FINE = TestMachines.fine();

  private static DoctorFinding finding(String subject, TestMachines machine) {
    return finding(subject, machine, 0.0);
  }

  private static DoctorFinding finding(
      String subject, TestMachines machine, @Nullable Double steal) {
    List<DoctorFinding> findings =
        MachineChecks.check(machine.machine(), steal).stream()
            .filter(finding -> finding.subject().equals(subject))
            .toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aFineMachineHasNothingToWarnOf() {
    assertThat(MachineChecks.check(FINE.machine(), 0.0))
        .containsExactly(
            DoctorFinding.ok("CPUs", "Zen, 4 CPUs, 8.0 GiB, Linux 6.18.44"),
            DoctorFinding.ok("governor", "performance"),
            DoctorFinding.ok("load", "0.10 on 4 CPUs in the last minute"),
            DoctorFinding.ok("steal", "0.0 % of CPU time"),
            DoctorFinding.ok("limits", "no cgroup limit on CPUs or memory"),
            DoctorFinding.ok("swap", "none in use"),
            DoctorFinding.ok("clock", "tsc"),
            DoctorFinding.ok("perf", "perf_event_paranoid 1, kptr_restrict 0"));
  }

  @Test
  void oneCpuIsAWarning() {
    assertThat(finding("CPUs", FINE.cpus(1)))
        .isEqualTo(
            DoctorFinding.warn(
                "CPUs",
                "Zen, 1 CPU, 8.0 GiB, Linux 6.18.44: with one CPU all threads take turns; give it"
                    + " two or more to see parallel work"));
  }

  @Test
  void aGovernorThatFollowsTheLoadIsAWarning() {
    assertThat(finding("governor", FINE.governor("powersave")))
        .isEqualTo(
            DoctorFinding.warn(
                "governor",
                "powersave: the frequency changes with the load; sudo cpupower frequency-set -g"
                    + " performance"));
  }

  @Test
  void noGovernorIsFine() {
    assertThat(finding("governor", FINE.governor(null)))
        .isEqualTo(
            DoctorFinding.ok(
                "governor", "none that can be seen, as is usual in a virtual machine"));
  }

  @Test
  void aLoadOfMoreThanHalfTheCpusIsAWarning() {
    assertThat(finding("load", FINE.load(2.01)))
        .isEqualTo(
            DoctorFinding.warn(
                "load",
                "2.01 on 4 CPUs in the last minute: something else is running; stop it or wait"
                    + " for its end"));
    assertThat(finding("load", FINE.load(2.0)).level()).isEqualTo(DoctorFinding.Level.OK);
  }

  @Test
  void aPlatformWithoutLoadIsNoted() {
    assertThat(finding("load", FINE.load(null)))
        .isEqualTo(
            DoctorFinding.note("load", "not available on this platform; close other programs"));
  }

  @Test
  void stealAboveFivePercentIsAWarning() {
    assertThat(finding("steal", FINE, 5.1))
        .isEqualTo(
            DoctorFinding.warn(
                "steal",
                "5.1 % of CPU time went to other guests of the host; use another host or another"
                    + " time"));
    assertThat(finding("steal", FINE, 5.0))
        .isEqualTo(DoctorFinding.ok("steal", "5.0 % of CPU time"));
  }

  @Test
  void aPlatformWithoutStealIsFine() {
    assertThat(finding("steal", FINE, null))
        .isEqualTo(DoctorFinding.ok("steal", "not available on this platform"));
  }

  @Test
  void aLimitOnCpusIsAWarning() {
    assertThat(finding("limits", FINE.cgroup(new Machine.Cgroup(2, 1.5, 4L << 30))))
        .isEqualTo(
            DoctorFinding.warn(
                "limits",
                "cgroup v2, 1.50 CPUs, 4.0 GiB: forks are throttled when they use more; pin the"
                    + " container to CPUs instead"));
  }

  @Test
  void aLimitOnMemoryIsNoted() {
    assertThat(finding("limits", FINE.cgroup(new Machine.Cgroup(1, null, 2L << 30))))
        .isEqualTo(
            DoctorFinding.note(
                "limits", "cgroup v1, 2.0 GiB: the forks and the backend have to fit"));
  }

  @Test
  void aTightLimitOnMemoryIsAWarning() {
    assertThat(finding("limits", FINE.cgroup(new Machine.Cgroup(2, null, 1L << 30))))
        .isEqualTo(
            DoctorFinding.warn(
                "limits", "cgroup v2, 1.0 GiB: forks may be killed; allow 2 GiB or more"));
  }

  @Test
  void controlGroupsWithoutLimitsAreFine() {
    assertThat(finding("limits", FINE.cgroup(new Machine.Cgroup(2, null, null))))
        .isEqualTo(DoctorFinding.ok("limits", "no cgroup limit on CPUs or memory"));
  }

  @Test
  void swapInUseIsNoted() {
    assertThat(finding("swap", FINE.swapUsed(3L << 19)))
        .isEqualTo(
            DoctorFinding.note(
                "swap",
                "1.5 MiB in use: memory was short once; close other programs, or sudo swapoff"
                    + " -a"));
  }

  @Test
  void unknownSwapIsFine() {
    assertThat(finding("swap", FINE.swapUsed(null)))
        .isEqualTo(DoctorFinding.ok("swap", "not available on this platform"));
  }

  @Test
  void aSlowClockIsAWarning() {
    assertThat(finding("clock", FINE.clock("hpet")))
        .isEqualTo(
            DoctorFinding.warn(
                "clock",
                "hpet: reading the time is slow and adds to short latencies; boot with"
                    + " clocksource=tsc if the machine has a stable one"));
    assertThat(finding("clock", FINE.clock("acpi_pm")).level()).isEqualTo(DoctorFinding.Level.WARN);
  }

  @Test
  void aFastOrUnknownClockIsFine() {
    assertThat(finding("clock", FINE.clock("kvm-clock")))
        .isEqualTo(DoctorFinding.ok("clock", "kvm-clock"));
    assertThat(finding("clock", FINE.clock(null)))
        .isEqualTo(DoctorFinding.ok("clock", "source not available on this platform"));
  }

  @Test
  void restrictedPerfEventsAreNoted() {
    String remedy =
        ": flame graphs fall back to ctimer and have no kernel frames unless you are root; sudo"
            + " sysctl kernel.perf_event_paranoid=1 kernel.kptr_restrict=0";
    assertThat(finding("perf", FINE.perf(new Machine.Perf(2, 0))))
        .isEqualTo(DoctorFinding.note("perf", "perf_event_paranoid 2, kptr_restrict 0" + remedy));
    assertThat(finding("perf", FINE.perf(new Machine.Perf(1, 1))))
        .isEqualTo(DoctorFinding.note("perf", "perf_event_paranoid 1, kptr_restrict 1" + remedy));
    assertThat(finding("perf", FINE.perf(new Machine.Perf(null, 0))))
        .isEqualTo(
            DoctorFinding.note("perf", "perf_event_paranoid unknown, kptr_restrict 0" + remedy));
  }

  @Test
  void aPlatformWithoutPerfEventsIsNoted() {
    assertThat(finding("perf", FINE.perf(null)))
        .isEqualTo(
            DoctorFinding.note(
                "perf", "no perf_events on Linux: flame graphs have no kernel frames"));
  }
}
