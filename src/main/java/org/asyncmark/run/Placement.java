package org.asyncmark.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.pattern.Cpus;
import org.jspecify.annotations.Nullable;

/**
 * On which CPUs of this machine a fork and the backend run.
 *
 * @param cpus as asked for; in every label
 * @param fork numbers of the fork's CPUs; empty if it is not bound to any
 * @param backend numbers of the backend's CPUs: the others, or the same if there are no others;
 *     empty if it is not bound to any
 * @param absence {@code n/a (reason)} if this machine cannot do it, otherwise null
 */
public record Placement(
    String cpus, List<Integer> fork, List<Integer> backend, @Nullable String absence) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  public Placement {
    fork = List.copyOf(fork);
    backend = List.copyOf(backend);
  }

  /**
   * Finds CPUs on this machine.
   *
   * @throws IllegalArgumentException if a list runs backwards
   */
  public static Placement onThisMachine(Cpus cpus) {
    return of(cpus, allowed(), hasTaskset());
  }

  /**
   * Finds CPUs.
   *
   * @param allowed numbers of the CPUs that this process may use; empty where they are not known
   * @param taskset whether the command that binds processes is there
   */
  static Placement of(Cpus cpus, List<Integer> allowed, boolean taskset) {
    if (cpus.isAll()) {
      return new Placement(cpus.text(), List.of(), List.of(), null);
    }
    if (!taskset || allowed.isEmpty()) {
      return none(cpus, "binding a process to CPUs needs Linux and taskset of util-linux");
    }
    List<Integer> fork;
    if (cpus.isList()) {
      fork = List.copyOf(cpus.listed());
      if (!allowed.containsAll(fork)) {
        return none(cpus, "this machine gives CPUs " + list(allowed));
      }
    } else {
      int count = Integer.parseInt(cpus.text());
      if (count > allowed.size()) {
        return none(
            cpus, "this machine has " + allowed.size() + (allowed.size() == 1 ? " CPU" : " CPUs"));
      }
      // the highest: interrupts and what else the system does tend to be on the first
      fork = allowed.subList(allowed.size() - count, allowed.size());
    }
    List<Integer> others = new ArrayList<>(allowed);
    others.removeAll(fork);
    return new Placement(cpus.text(), fork, others.isEmpty() ? fork : others, null);
  }

  private static Placement none(Cpus cpus, String reason) {
    return new Placement(cpus.text(), List.of(), List.of(), "n/a (" + reason + ")");
  }

  /** Returns the words to put in front of a command, or none. */
  public List<String> prefix() {
    return fork.isEmpty() ? List.of() : List.of("taskset", "-c", list(fork));
  }

  /**
   * Returns the flags of a fork that depend on its CPUs. The parallelism of virtual threads is the
   * JDK's default, said aloud.
   */
  public List<String> jvmFlags() {
    int cpus = fork.isEmpty() ? Runtime.getRuntime().availableProcessors() : fork.size();
    return List.of("-Djdk.virtualThreadScheduler.parallelism=" + cpus);
  }

  /**
   * Binds all threads of a process to the backend's CPUs, or to every one if this does not bind.
   *
   * @throws IOException if that fails
   */
  public void placeBackend(long pid) throws IOException {
    List<Integer> on = backend.isEmpty() ? allowed() : backend;
    if (on.isEmpty() || !hasTaskset()) {
      return; // it never was bound
    }
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-p", "-c", list(on), Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String said =
        new String(taskset.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
    try {
      if (taskset.waitFor() != 0) {
        throw new IOException("taskset cannot bind the backend to CPUs " + list(on) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String list(List<Integer> cpus) {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Returns the CPUs that this process may use, or none where the kernel does not say. */
  private static List<Integer> allowed() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .map(line -> parse(line.substring(ALLOWED.length()).strip()))
          .findFirst()
          .orElse(List.of());
    } catch (IOException e) {
      return List.of(); // no Linux
    }
  }

  /** Reads the kernel's notation, for example {@code 0-3,8}. */
  static List<Integer> parse(String kernelList) {
    // a single number has to look like a range to be a list
    String first = kernelList.replace(',', '+');
    TreeSet<Integer> cpus =
        new Cpus(first.contains("-") || first.contains("+") ? first : first + "-" + first).listed();
    return List.copyOf(cpus);
  }

  private static boolean hasTaskset() {
    String path = System.getenv("PATH");
    return path != null
        && List.of(path.split(java.io.File.pathSeparator)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }
}
