package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncmark.measure.CpuBinding;
import org.asyncmark.pattern.Cpus;
import org.jspecify.annotations.Nullable;

/**
 * On which CPUs of this machine a fork and the backend run.
 *
 * @param cpus as asked for; in every label
 * @param fork numbers of the fork's CPUs; empty if it is not bound to any
 * @param backend numbers of the backend's CPUs: the others, or the same if there are no others;
 *     empty if it is not bound to any
 * @param jvmFlags flags of a fork that depend on its CPUs; empty if it is absent
 * @param absence {@code n/a (reason)} if this machine cannot do it, otherwise null
 */
public record Placement(
    String cpus,
    List<Integer> fork,
    List<Integer> backend,
    List<String> jvmFlags,
    @Nullable String absence) {
  private static final String PARALLELISM = "-Djdk.virtualThreadScheduler.parallelism=";

  public Placement {
    fork = List.copyOf(fork);
    backend = List.copyOf(backend);
    jvmFlags = List.copyOf(jvmFlags);
  }

  /**
   * Finds CPUs on this machine.
   *
   * @throws IllegalArgumentException if a list runs backwards
   */
  public static Placement onThisMachine(Cpus cpus) {
    List<Integer> allowed = CpuBinding.allowed();
    return of(
        cpus,
        allowed,
        Math.max(CpuBinding.online(), allowed.size()),
        Runtime.getRuntime().availableProcessors(),
        CpuBinding.isPossible());
  }

  /**
   * Finds CPUs.
   *
   * @param allowed numbers of the CPUs that this process may use; empty where they are not known
   * @param online how many CPUs the machine has
   * @param time how many CPUs' time the process has at most: fewer than it may use if its control
   *     group has a limit
   * @param taskset whether the command that binds processes is there
   */
  static Placement of(Cpus cpus, List<Integer> allowed, int online, int time, boolean taskset) {
    if (cpus.isAll()) {
      return new Placement(cpus.text(), List.of(), List.of(), flags(List.of()), null);
    }
    if (!taskset || allowed.isEmpty()) {
      return none(cpus, "binding a process to CPUs needs Linux and taskset of util-linux");
    }
    int count = cpus.isList() ? cpus.listed().size() : Integer.parseInt(cpus.text());
    boolean given = !cpus.isList() || allowed.containsAll(cpus.listed());
    int most = Math.min(allowed.size(), time);
    if (!given || count > most) {
      String reason =
          time < allowed.size() && given
              ? "its control group or JVM gives this process the time of " + cpus(time)
              : whatIsGiven(cpus, allowed, online);
      String least = most > 2 ? "1 to " + most : most == 2 ? "1, 2" : "1";
      return none(cpus, reason + "; use --cpus " + least + " or all");
    }
    // the highest: interrupts and what else the system does tend to be on the first
    List<Integer> fork =
        cpus.isList()
            ? List.copyOf(cpus.listed())
            : allowed.subList(allowed.size() - count, allowed.size());
    List<Integer> others = new ArrayList<>(allowed);
    others.removeAll(fork);
    List<Integer> backend = others.isEmpty() ? fork : others;
    return new Placement(cpus.text(), fork, backend, flags(fork), null);
  }

  private static String whatIsGiven(Cpus cpus, List<Integer> allowed, int online) {
    if (allowed.size() < online) {
      return String.format(
          Locale.ROOT,
          "this process may use CPU%s %s only (of %d)",
          allowed.size() == 1 ? "" : "s",
          CpuBinding.list(allowed),
          online);
    }
    return cpus.isList()
        ? "this machine gives CPUs " + CpuBinding.list(allowed)
        : "this machine has " + cpus(allowed.size());
  }

  private static String cpus(int count) {
    return count + (count == 1 ? " CPU" : " CPUs");
  }

  private static Placement none(Cpus cpus, String reason) {
    String absence = "n/a (" + reason + ")";
    return new Placement(cpus.text(), List.of(), List.of(), List.of(), absence);
  }

  /**
   * Returns the flags of a fork. It starts with all CPUs and binds itself before its first op, but
   * for its compilers: on one CPU a hundred threads leave them a hundredth of it. It counts CPUs as
   * if it was bound from the start. The parallelism of virtual threads is the JDK's default, said
   * aloud.
   *
   * @param fork numbers of its CPUs; empty if it is not bound to any
   */
  private static List<String> flags(List<Integer> fork) {
    int cpus = fork.isEmpty() ? Runtime.getRuntime().availableProcessors() : fork.size();
    List<String> flags = new ArrayList<>(List.of(PARALLELISM + cpus));
    if (!fork.isEmpty()) {
      flags.add("-XX:ActiveProcessorCount=" + cpus);
      flags.add("-D" + CpuBinding.PROPERTY + "=" + CpuBinding.list(fork));
    }
    return flags;
  }

  /** Returns the same for a server that is somebody else's, and is not bound to any. */
  Placement withoutBackend() {
    return new Placement(cpus, fork, List.of(), jvmFlags, absence);
  }

  /** Returns how many CPUs a fork is to count. Not for a placement that is absent. */
  public int processors() {
    return jvmFlags.stream()
        .filter(flag -> flag.startsWith(PARALLELISM))
        .mapToInt(flag -> Integer.parseInt(flag.substring(PARALLELISM.length())))
        .findFirst()
        .orElseThrow();
  }
}
