package org.asyncmark.measure;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How busy the machine is: a snapshot that costs the reading of two small files, to be taken before
 * and after a round. What the platform does not have is null.
 *
 * @param stealJiffies time since boot that the hypervisor gave to others, over all CPUs
 * @param totalJiffies time since boot over all CPUs, idle time included
 * @param loadAverage runnable threads, mean of the last minute
 * @param pressureMicros time since boot in which some thread waited for a CPU
 */
public record CpuTimes(
    @Nullable Long stealJiffies,
    @Nullable Long totalJiffies,
    @Nullable Double loadAverage,
    @Nullable Long pressureMicros) {
  private static final int STEAL = 7;
  private static final Pattern SOME_PRESSURE = Pattern.compile("some .* total=(\\d{1,18})");

  /** Reads the snapshot of this moment. May be called from any thread. */
  public static CpuTimes sample() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return sample(KernelFiles.ofThisMachine(), load < 0 ? null : load);
  }

  static CpuTimes sample(KernelFiles files, @Nullable Double loadAverage) {
    List<Long> jiffies = jiffies(files.line("proc/stat"));
    Matcher pressure = SOME_PRESSURE.matcher(String.valueOf(files.line("proc/pressure/cpu")));
    return new CpuTimes(
        jiffies.isEmpty() ? null : jiffies.get(STEAL),
        jiffies.isEmpty() ? null : jiffies.stream().mapToLong(Long::longValue).sum(),
        loadAverage,
        pressure.matches() ? Long.valueOf(pressure.group(1)) : null);
  }

  /** Returns user, nice, system, idle, iowait, irq, softirq and steal; or nothing. */
  private static List<Long> jiffies(@Nullable String line) {
    // the two fields after steal, time of guests, are contained in user and nice
    return line == null || !line.matches("cpu( +\\d{1,18}){8,}")
        ? List.of()
        : List.of(line.split(" +", -1)).subList(1, STEAL + 2).stream().map(Long::valueOf).toList();
  }

  /**
   * Returns the share of CPU time that the hypervisor gave to others since an earlier snapshot.
   *
   * @return 0 to 100; null if a snapshot lacks the times or no time has passed
   */
  public @Nullable Double stealPercentSince(CpuTimes earlier) {
    if (stealJiffies == null
        || totalJiffies == null
        || earlier.stealJiffies == null
        || earlier.totalJiffies == null
        || totalJiffies <= earlier.totalJiffies) {
      return null;
    }
    return 100.0
        * Math.max(0, stealJiffies - earlier.stealJiffies)
        / (totalJiffies - earlier.totalJiffies);
  }

  /**
   * Returns the share of the time since an earlier snapshot in which some thread waited for a CPU.
   *
   * @param elapsedMillis between the two
   * @return 0 to 100; null if a snapshot lacks the times or no time has passed
   */
  public @Nullable Double pressurePercentSince(CpuTimes earlier, long elapsedMillis) {
    if (pressureMicros == null || earlier.pressureMicros == null || elapsedMillis <= 0) {
      return null;
    }
    double waitedMillis = Math.max(0, pressureMicros - earlier.pressureMicros) / 1_000.0;
    return Math.min(100.0, 100.0 * waitedMillis / elapsedMillis); // the two clocks differ a little
  }
}
