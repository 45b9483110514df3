package org.asyncmark.measure;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OperatingSystem;

/** Reads the facts of a machine: from OSHI what is portable, from the kernel's files the rest. */
final class MachineReader {
  private final KernelFiles files;
  private final SystemInfo system;
  private final Clock clock;

  MachineReader(KernelFiles files, SystemInfo system, Clock clock) {
    this.files = files;
    this.system = system;
    this.clock = clock;
  }

  static MachineReader ofThisMachine() {
    return new MachineReader(KernelFiles.ofThisMachine(), new SystemInfo(), Clock.systemUTC());
  }

  Machine read() {
    return new Machine(
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        cpu(),
        memory(),
        os(),
        new CgroupLimits(files).read(),
        perf(),
        loadAverage());
  }

  private Machine.Cpu cpu() {
    Supplier<CentralProcessor> processor = () -> system.getHardware().getProcessor();
    return new Machine.Cpu(
        unlessMissing(() -> unlessBlank(processor.get().getProcessorIdentifier().getName())),
        unlessMissing(() -> processor.get().getPhysicalProcessorCount()),
        unlessMissing(() -> processor.get().getLogicalProcessorCount()),
        Runtime.getRuntime().availableProcessors(),
        Hypervisor.read(files),
        files.line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        files.line("sys/devices/system/clocksource/clocksource0/current_clocksource"));
  }

  private Machine.Memory memory() {
    Supplier<GlobalMemory> memory = () -> system.getHardware().getMemory();
    return new Machine.Memory(
        unlessMissing(() -> memory.get().getTotal()),
        unlessMissing(() -> memory.get().getPageSize()),
        unlessMissing(() -> memory.get().getVirtualMemory().getSwapTotal()),
        unlessMissing(() -> memory.get().getVirtualMemory().getSwapUsed()));
  }

  private Machine.Os os() {
    return new Machine.Os(
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        unlessMissing(
            () -> {
              OperatingSystem os = system.getOperatingSystem();
              OperatingSystem.OSVersionInfo version = os.getVersionInfo();
              String codeName = unlessBlank(version.getCodeName());
              return os.getFamily()
                  + " "
                  + version.getVersion()
                  + (codeName == null ? "" : " (" + codeName + ")");
            }),
        System.getProperty("os.arch"));
  }

  private Machine.@Nullable Perf perf() {
    Integer paranoid = setting("perf_event_paranoid");
    Integer kptr = setting("kptr_restrict");
    return paranoid == null && kptr == null ? null : new Machine.Perf(paranoid, kptr);
  }

  private @Nullable Integer setting(String name) {
    Long value = files.number("proc/sys/kernel/" + name);
    return value == null ? null : value.intValue();
  }

  private static @Nullable Double loadAverage() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? null : load;
  }

  private static @Nullable String unlessBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** OSHI loads native code, which a hardened machine may refuse: then the fact is missing. */
  private static <T> @Nullable T unlessMissing(Supplier<@Nullable T> fact) {
    try {
      return fact.get();
    } catch (RuntimeException | LinkageError missing) {
      return null;
    }
  }
}
