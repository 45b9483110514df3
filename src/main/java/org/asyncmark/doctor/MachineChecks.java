package org.asyncmark.doctor;

import static org.asyncmark.doctor.DoctorFinding.note;
import static org.asyncmark.doctor.DoctorFinding.ok;
import static org.asyncmark.doctor.DoctorFinding.warn;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.asyncmark.jdk.JvmVariables;
import org.asyncmark.measure.Crowding;
import org.asyncmark.measure.Evenness;
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

  /** Share of the looks: more than an interrupt now and then. */
  private static final double OFTEN_CROWDED = 0.05;

  private static final double UNEVEN = 1.5;

  /** Reads are disturbed on their own if they spread by so much more than arithmetic. */
  private static final double MORE_THAN_COMPUTING = 1.2;

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
        ? warn(
            "CPUs",
            machine.line()
                + ": with one CPU all threads take turns; give it two or more to see parallel work")
        : ok("CPUs", machine.line());
  }

  private static DoctorFinding governor(@Nullable String governor) {
    if (governor == null) {
      return ok("governor", "none that can be seen, as is usual in a virtual machine");
    }
    return governor.equals("performance")
        ? ok("governor", governor)
        : warn(
            "governor",
            governor
                + ": the frequency changes with the load; sudo cpupower frequency-set -g"
                + " performance");
  }

  private static DoctorFinding load(Machine machine) {
    Double load = machine.loadAverage();
    if (load == null) {
      return note("load", "not available on this platform; close other programs");
    }
    int cpus = machine.cpu().availableProcessors();
    String found = String.format(Locale.ROOT, "%.2f on %d CPUs in the last minute", load, cpus);
    return load > BUSY_LOAD_PER_CPU * cpus
        ? warn("load", found + ": something else is running; stop it or wait for its end")
        : ok("load", found);
  }

  private static DoctorFinding steal(@Nullable Double percent) {
    if (percent == null) {
      return ok("steal", "not available on this platform");
    }
    String found = String.format(Locale.ROOT, "%.1f %% of CPU time", percent);
    return percent > MUCH_STEAL_PERCENT
        ? warn(
            "steal", found + " went to other guests of the host; use another host or another time")
        : ok("steal", found);
  }

  private static DoctorFinding limits(Machine machine) {
    Machine.Cgroup cgroup = machine.cgroup();
    if (cgroup == null || (cgroup.cpus() == null && cgroup.memoryBytes() == null)) {
      return ok("limits", "no cgroup limit on CPUs or memory");
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
      return warn(
          "limits",
          found + ": forks are throttled when they use more; pin the container to CPUs instead");
    }
    return memory != null && memory < LITTLE_MEMORY_BYTES
        ? warn("limits", found + ": forks may be killed; allow 2 GiB or more")
        : note("limits", found + ": the forks and the backend have to fit");
  }

  private static DoctorFinding swap(@Nullable Long usedBytes) {
    if (usedBytes == null) {
      return ok("swap", "not available on this platform");
    }
    return usedBytes > 0
        ? note(
            "swap",
            String.format(Locale.ROOT, "%.1f MiB in use", usedBytes / (double) (1L << 20))
                + ": memory was short once; close other programs, or sudo swapoff -a")
        : ok("swap", "none in use");
  }

  private static DoctorFinding clock(@Nullable String source) {
    if (source == null) {
      return ok("clock", "source not available on this platform");
    }
    return SLOW_CLOCKS.contains(source)
        ? warn(
            "clock",
            source
                + ": reading the time is slow and adds to short latencies; boot with clocksource=tsc"
                + " if the machine has a stable one")
        : ok("clock", source);
  }

  private static DoctorFinding perf(Machine machine) {
    Machine.Perf perf = machine.perf();
    if (perf == null) {
      return note(
          "perf",
          "no perf_events on " + machine.os().name() + ": flame graphs have no kernel frames");
    }
    Integer paranoid = perf.perfEventParanoid();
    Integer kptr = perf.kptrRestrict();
    boolean stacks = paranoid != null && paranoid <= KERNEL_STACKS_PARANOID;
    boolean names = kptr != null && kptr == 0;
    String found = "perf_event_paranoid " + said(paranoid) + ", kptr_restrict " + said(kptr);
    return stacks && names
        ? ok("perf", found)
        : note(
            "perf",
            found
                + ": flame graphs fall back to ctimer and have no kernel frames unless you are"
                + " root; sudo sysctl kernel.perf_event_paranoid=1 kernel.kptr_restrict=0");
  }

  private static String said(@Nullable Integer value) {
    return value == null ? "unknown" : value.toString();
  }

  /** Judges how often somebody else uses the cores. */
  static DoctorFinding cores(Crowding crowding) {
    int looks = crowding.ratios().size();
    String found =
        String.format(
            Locale.ROOT,
            "work that fills a core took up to %.2f times as long as at best, more than 1.2 times in"
                + " %d of %d looks",
            crowding.worst(),
            crowding.crowded(),
            looks);
    return crowding.crowded() <= OFTEN_CROWDED * looks
        ? ok("cores", found)
        : warn(
            "cores",
            found
                + ": another program or another guest of the host shares the cores, which is no"
                + " steal. Contrasts of forks that take turns allow for it, levels do not; close"
                + " other programs, or use another host or another time");
  }

  /** Judges how evenly the machine reads its memory. */
  static DoctorFinding memory(Evenness evenness) {
    double reads = evenness.readSpread();
    double computing = evenness.computeSpread();
    String found =
        String.format(
            Locale.ROOT,
            "random reads over %d MiB took %.1f to %.1f ns, the slowest %.2f times the fastest;"
                + " arithmetic %.2f times",
            Evenness.MEBIBYTES,
            Collections.min(evenness.readNanos()),
            Collections.max(evenness.readNanos()),
            reads,
            computing);
    if (reads < UNEVEN) {
      return ok("memory", found);
    }
    if (reads < MORE_THAN_COMPUTING * computing) {
      return warn(
          "memory",
          found
              + ": something takes the CPU from time to time; see load and steal, and wait for its"
              + " end");
    }
    return warn(
        "memory",
        found
            + ": other guests of the host, or other programs, disturb caches and memory, which is no"
            + " steal; cells that call the server spread by as much. Use another host or another"
            + " time");
  }

  /** Judges what the platform does not tell or cannot do. */
  static DoctorFinding platform(List<String> lacking) {
    return lacking.isEmpty()
        ? ok("platform", "tells and does all that is asked of it")
        : warn("platform", String.join("; ", lacking));
  }

  /**
   * Judges the options for every JVM that the environment had.
   *
   * @param taken what was taken out of the environment, by variable
   */
  static DoctorFinding jvmOptions(Map<String, String> taken) {
    return taken.isEmpty()
        ? ok("JVM options", "none in the environment")
        : warn(
            "JVM options",
            JvmVariables.inWords(taken)
                + " in the environment would change every JVM: taken out of all that is started"
                + " here; options of forks stand behind --, see run --help");
  }
}
