package org.asyncmark.measure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a machine that a result depends on. A fact that the platform does not have is null.
 * Nothing here tells whose machine it is: no host name, user name or address.
 *
 * @param utc when it was read, ISO-8601 in UTC
 * @param cpu the processors
 * @param memory memory and swap
 * @param os the operating system
 * @param cgroup the limits of the control group that this process is in; null where there are none
 * @param perf what Linux lets a profiler see; null elsewhere
 * @param loadAverage runnable threads, mean of the last minute; null on Windows
 */
public record Machine(
    String utc,
    Cpu cpu,
    Memory memory,
    Os os,
    @Nullable Cgroup cgroup,
    @Nullable Perf perf,
    @Nullable Double loadAverage) {
  private static final Pattern LEADING_NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

  /**
   * The processors.
   *
   * @param model name that the maker gave it
   * @param physicalCores cores of the machine
   * @param logicalCpus hardware threads of the machine
   * @param availableProcessors hardware threads that this JVM may use
   * @param hypervisor for example {@code KVM}; {@code virtual machine} if it is one of unknown
   *     make; null if none is seen
   * @param governor what sets the frequency of CPU 0, for example {@code performance}
   * @param clockSource what the kernel reads the time from, for example {@code tsc}
   */
  public record Cpu(
      @Nullable String model,
      @Nullable Integer physicalCores,
      @Nullable Integer logicalCpus,
      int availableProcessors,
      @Nullable String hypervisor,
      @Nullable String governor,
      @Nullable String clockSource) {}

  /** Memory and swap in bytes. */
  public record Memory(
      @Nullable Long totalBytes,
      @Nullable Long pageSizeBytes,
      @Nullable Long swapTotalBytes,
      @Nullable Long swapUsedBytes) {}

  /**
   * The operating system.
   *
   * @param name as Java says it, for example {@code Linux}
   * @param kernel as Java says it, for example {@code 6.18.44}
   * @param distribution for example {@code Debian GNU/Linux 12 (bookworm)}
   * @param arch as Java says it, for example {@code amd64}
   */
  public record Os(String name, String kernel, @Nullable String distribution, String arch) {}

  /**
   * Limits of a control group, the least of the group and of those above it.
   *
   * @param version 1 or 2
   * @param cpus processor time per wall time; null if unlimited
   * @param memoryBytes null if unlimited
   */
  public record Cgroup(int version, @Nullable Double cpus, @Nullable Long memoryBytes) {}

  /** The kernel's settings for profilers. */
  public record Perf(@Nullable Integer perfEventParanoid, @Nullable Integer kptrRestrict) {}

  /**
   * Reads the facts of this machine. Takes about a third of a second, as the library that reads
   * them loads native code; never throws for a fact that cannot be read.
   */
  public static Machine read() {
    return MachineReader.ofThisMachine().read();
  }

  /**
   * Returns the machine on one line: processor, number of CPUs that the JVM may use, memory,
   * operating system.
   */
  public String line() {
    int cpus = cpu.availableProcessors();
    String hypervisor = cpu.hypervisor() == null ? "" : " (" + cpu.hypervisor() + ")";
    Matcher kernel = LEADING_NUMBERS.matcher(os.kernel());
    return (cpu.model() == null ? "unknown processor" : cpu.model())
        + (cpus == 1 ? ", 1 CPU" : ", " + cpus + " CPUs")
        + hypervisor
        + (memory.totalBytes() == null ? "" : ", " + gib(memory.totalBytes()))
        + (", " + os.name())
        + (kernel.lookingAt() ? " " + kernel.group() : "");
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
