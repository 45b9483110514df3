package org.asyncmark.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asyncmark.measure.Machine;
import org.jspecify.annotations.Nullable;

/** What the facts of a machine mean for a run. */
final class MachineChecks {
  /** Reading them costs a microsecond or so, which is more than some operations take. */
  private static final Set<String> SLOW_CLOCKS =
      Set.of("hpet", "acpi_pm", "xen", "jiffies", "refined-jiffies");

  private static final double BUSY_LOAD_PER_CPU = 0.5;
  private static final double MUCH_STEAL_PERCENT = 5;
  private static final long LITTLE_MEMORY_BYTES = 2L << 30;
  private static final int KERNEL_STACKS_PARANOID = 1;

  private MachineChecks() {}

  /**
   * Checks the facts.
   *
   * @param stealPercent share of CPU time that went to other guests, 0 to 100; null if unknown
   */
  static List<DoctorFinding> check(Machine machine, @Nullable Double stealPercent) {
    return List.of(
        cpus(machine),
        governor(machine.cpu().governor()),
        load(machine),
        steal(stealPercent),
        limits(machine),
        swap(machine.memory().swapUsedBytes()),
        clock(machine.cpu().clockSource()),
        perf(machine));
  }

  private static DoctorFinding cpus(Machine machine) {
    return machine.cpu().availableProcessors() == 1
        ? DoctorFinding.warn(
            "CPUs",
            machine.line()
                + ": with one CPU all threads take turns; give it two or more to see parallel work")
        : DoctorFinding.ok("CPUs", machine.line());
  }

  private static DoctorFinding governor(@Nullable String governor) {
    if (governor == null) {
      return DoctorFinding.ok(
          "governor", "none that can be seen, as is usual in a virtual machine");
    }
    return governor.equals("performance")
        ? DoctorFinding.ok("governor", governor)
        : DoctorFinding.warn(
            "governor",
            governor
                + ": the frequency changes with the load; sudo cpupower frequency-set -g"
                + " performance");
  }

  private static DoctorFinding load(Machine machine) {
    Double load = machine.loadAverage();
    if (load == null) {
      return DoctorFinding.note("load", "not available on this platform; close other programs");
    }
    int cpus = machine.cpu().availableProcessors();
    String found = String.format(Locale.ROOT, "%.2f on %d CPUs in the last minute", load, cpus);
    return load > BUSY_LOAD_PER_CPU * cpus
        ? DoctorFinding.warn(
            "load", found + ": something else is running; stop it or wait for its end")
        : DoctorFinding.ok("load", found);
  }

  private static DoctorFinding steal(@Nullable Double percent) {
    if (percent == null) {
      return DoctorFinding.ok("steal", "not available on this platform");
    }
    String found = String.format(Locale.ROOT, "%.1f %% of CPU time", percent);
    return percent > MUCH_STEAL_PERCENT
        ? DoctorFinding.warn(
            "steal", found + " went to other guests of the host; use another host or another time")
        : DoctorFinding.ok("steal", found);
  }

  private static DoctorFinding limits(Machine machine) {
    Machine.Cgroup cgroup = machine.cgroup();
    if (cgroup == null || (cgroup.cpus() == null && cgroup.memoryBytes() == null)) {
      return DoctorFinding.ok("limits", "no cgroup limit on CPUs or memory");
    }
    Double cpus = cgroup.cpus();
    Long memory = cgroup.memoryBytes();
    String found =
        "cgroup v"
            + cgroup.version()
            + (cpus == null ? "" : String.format(Locale.ROOT, ", %.2f CPUs", cpus))
            + (memory == null
                ? ""
                : String.format(Locale.ROOT, ", %.1f GiB", memory / (double) (1L << 30)));
    if (cpus != null) {
      return DoctorFinding.warn(
          "limits",
          found + ": forks are throttled when they use more; pin the container to CPUs instead");
    }
    return memory != null && memory < LITTLE_MEMORY_BYTES
        ? DoctorFinding.warn("limits", found + ": forks may be killed; allow 2 GiB or more")
        : DoctorFinding.note("limits", found + ": the forks and the backend have to fit");
  }

  private static DoctorFinding swap(@Nullable Long usedBytes) {
    if (usedBytes == null) {
      return DoctorFinding.ok("swap", "not available on this platform");
    }
    return usedBytes > 0
        ? DoctorFinding.note(
            "swap",
            String.format(Locale.ROOT, "%.1f MiB in use", usedBytes / (double) (1L << 20))
                + ": memory was short once; close other programs, or sudo swapoff -a")
        : DoctorFinding.ok("swap", "none in use");
  }

  private static DoctorFinding clock(@Nullable String source) {
    if (source == null) {
      return DoctorFinding.ok("clock", "source not available on this platform");
    }
    return SLOW_CLOCKS.contains(source)
        ? DoctorFinding.warn(
            "clock",
            source
                + ": reading the time is slow and adds to short latencies; boot with clocksource=tsc"
                + " if the machine has a stable one")
        : DoctorFinding.ok("clock", source);
  }

  private static DoctorFinding perf(Machine machine) {
    Machine.Perf perf = machine.perf();
    if (perf == null) {
      return DoctorFinding.note(
          "perf",
          "no perf_events on " + machine.os().name() + ": flame graphs have no kernel frames");
    }
    Integer paranoid = perf.perfEventParanoid();
    Integer kptr = perf.kptrRestrict();
    boolean stacks = paranoid != null && paranoid <= KERNEL_STACKS_PARANOID;
    boolean names = kptr != null && kptr == 0;
    String found = "perf_event_paranoid " + said(paranoid) + ", kptr_restrict " + said(kptr);
    return stacks && names
        ? DoctorFinding.ok("perf", found)
        : DoctorFinding.note(
            "perf",
            found
                + ": flame graphs fall back to ctimer and have no kernel frames unless you are"
                + " root; sudo sysctl kernel.perf_event_paranoid=1 kernel.kptr_restrict=0");
  }

  private static String said(@Nullable Integer value) {
    return value == null ? "unknown" : value.toString();
  }
}
