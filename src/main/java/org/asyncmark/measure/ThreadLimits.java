package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;

/**
 * How many threads this process may start, as far as the system says so beforehand: to run into a
 * limit takes threads away from everybody else on the machine.
 */
public final class ThreadLimits {
  /** A Java thread's stack and its two guards are three mappings of memory. */
  private static final int MAPPINGS_PER_THREAD = 3;

  private final KernelFiles files;

  ThreadLimits(KernelFiles files) {
    this.files = files;
  }

  /** Returns the limits of this machine; none where it does not tell. */
  public static ThreadLimits ofThisMachine() {
    return new ThreadLimits(KernelFiles.ofThisMachine());
  }

  /**
   * Requires that threads can be started.
   *
   * @param threads how many more there are to be, 0 and up
   * @throws EnvironmentException if the machine does not allow as many; the message names the limit
   */
  public void require(int threads) {
    String lacking = lacking(threads);
    if (lacking != null) {
      throw new EnvironmentException(
          "wanted "
              + threads
              + " platform threads, "
              + lacking
              + "; take fewer, or raise that limit");
    }
  }

  /**
   * Returns what keeps threads from being started, in words that name the limit.
   *
   * @param threads how many more there are to be, 0 and up
   * @return null if nothing does
   */
  public @Nullable String lacking(int threads) {
    Optional<Limit> least = limits().stream().min(Comparator.comparingLong(Limit::free));
    return least.isPresent() && least.get().free() < threads
        ? "this machine allows " + least.get().free() + " more (" + least.get().name() + ")"
        : null;
  }

  /**
   * Returns how many more threads several processes may start together; {@code Long.MAX_VALUE} if
   * the machine does not tell.
   */
  public long ofAllProcesses() {
    return shared().stream().mapToLong(Limit::free).min().orElse(Long.MAX_VALUE);
  }

  private List<Limit> limits() {
    List<Limit> limits = shared();
    Long mappings = files.number("proc/sys/vm/max_map_count");
    if (mappings != null) {
      long used = files.lines("proc/self/maps").size();
      limits.add(new Limit("vm.max_map_count", Math.max(0, mappings - used) / MAPPINGS_PER_THREAD));
    }
    return limits;
  }

  private List<Limit> shared() {
    List<Limit> limits = new ArrayList<>();
    for (String group : new CgroupLimits(files).groupsOfPids()) {
      add(limits, "pids.max of its control group", group + "/pids.max", group + "/pids.current");
    }
    long running = threadsOfTheMachine();
    add(limits, "kernel.threads-max", files.number("proc/sys/kernel/threads-max"), running);
    add(limits, "kernel.pid_max", files.number("proc/sys/kernel/pid_max"), running);
    add(limits, "ulimit -u", userLimit(), 0);
    return limits;
  }

  private void add(List<Limit> limits, String name, String maximum, String current) {
    Long running = files.number(current);
    add(limits, name, files.number(maximum), running == null ? 0 : running);
  }

  private static void add(List<Limit> limits, String name, @Nullable Long maximum, long running) {
    if (maximum != null) {
      limits.add(new Limit(name, Math.max(0, maximum - running)));
    }
  }

  /** Returns the number of threads that exist: in {@code 0.1 0.2 0.3 1/245 4711} it is 245. */
  private long threadsOfTheMachine() {
    String load = files.line("proc/loadavg");
    if (load == null) {
      return 0;
    }
    String[] fields = load.split("[ /]", -1);
    Long threads = fields.length > 4 ? KernelFiles.parseNumber(fields[4]) : null;
    return threads == null ? 0 : threads;
  }

  private @Nullable Long userLimit() {
    for (String line : files.lines("proc/self/limits")) {
      if (line.startsWith("Max processes")) {
        return KernelFiles.parseNumber(line.split(" {2,}", -1)[1]);
      }
    }
    return null;
  }

  private record Limit(String name, long free) {}
}
