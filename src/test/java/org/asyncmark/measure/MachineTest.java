package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

@Timeout(10)
class MachineTest {
  @TempDir Path root;

  private static Machine machine(
      String model, int cpus, String hypervisor, Long memory, String os) {
    String[] nameAndKernel = os.split("/", 2);
    return new Machine(
        "2026-11-21T01:00:00Z",
        new Machine.Cpu(model, 1, 1, cpus, hypervisor, null, null),
        new Machine.Memory(memory, null, null, null),
        new Machine.Os(nameAndKernel[0], nameAndKernel[1], null, "amd64"),
        null,
        null,
        null);
  }

  @Test
  void theLineHasProcessorCpusMemoryAndSystem() {
    assertThat(machine("AMD EPYC", 2, "KVM", 25276502016L, "Linux/6.18.44-custom").line())
        .isEqualTo("AMD EPYC, 2 CPUs (KVM), 23.5 GiB, Linux 6.18.44");
  }

  @Test
  void theLineLeavesOutWhatIsNotKnown() {
    assertThat(machine(null, 1, null, null, "Plan 9/fourth").line())
        .isEqualTo("unknown processor, 1 CPU, Plan 9");
  }

  @Test
  void readsWhatTheKernelSays() throws Exception {
    new FakeKernel(root)
        .with("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave")
        .with("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet")
        .with("proc/sys/kernel/perf_event_paranoid", "-1")
        .with("proc/sys/kernel/kptr_restrict", "2");
    Machine machine = reader(new SystemInfo()).read();
    assertThat(machine.utc()).isEqualTo("2026-11-21T01:02:03Z");
    assertThat(machine.cpu().governor()).isEqualTo("powersave");
    assertThat(machine.cpu().clockSource()).isEqualTo("hpet");
    assertThat(machine.perf()).isEqualTo(new Machine.Perf(-1, 2));
    assertThat(machine.cgroup()).isNull();
  }

  @Test
  void aMachineThatRefusesNativeCodeLacksFactsButIsRead() {
    SystemInfo refusing =
        new SystemInfo() {
          @Override
          public HardwareAbstractionLayer getHardware() {
            throw new UnsatisfiedLinkError("no native code here");
          }

          @Override
          public OperatingSystem getOperatingSystem() {
            throw new UnsupportedOperationException("unknown system");
          }
        };
    Machine machine = reader(refusing).read();
    assertThat(machine.cpu().model()).isNull();
    assertThat(machine.cpu().physicalCores()).isNull();
    assertThat(machine.cpu().availableProcessors()).isPositive();
    assertThat(machine.memory()).isEqualTo(new Machine.Memory(null, null, null, null));
    assertThat(machine.os().distribution()).isNull();
    assertThat(machine.perf()).isNull();
  }

  private MachineReader reader(SystemInfo system) {
    return new MachineReader(
        new KernelFiles(root),
        system,
        Clock.fixed(Instant.parse("2026-11-21T01:02:03.456Z"), ZoneOffset.UTC));
  }

  @Test
  void thisMachineHasAProcessorAndMemory() {
    Machine machine = Machine.read();
    assertThat(machine.cpu().logicalCpus()).isPositive();
    assertThat(machine.memory().totalBytes()).isPositive();
    assertThat(machine.memory().pageSizeBytes()).isPositive();
    assertThat(machine.os().name()).isEqualTo(System.getProperty("os.name"));
  }
}
