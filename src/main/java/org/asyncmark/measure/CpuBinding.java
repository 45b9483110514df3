package org.asyncmark.measure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Binds processes to CPUs, by way of {@code taskset} of util-linux. Any thread may call this. */
public final class CpuBinding {
  /** Name of the system property with the CPUs of a fork, for example {@code 2,3}. */
  public static final String PROPERTY = "asyncmark.cpus";

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private CpuBinding() {}

  /** Tells whether this machine can do it. */
  public static boolean isPossible() {
    String path = System.getenv("PATH");
    return Files.isReadable(STATUS)
        && path != null
        && Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }

  /** Returns the CPUs that this process may use, or none where the kernel does not say. */
  public static List<Integer> allowed() {
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
    List<Integer> cpus = new ArrayList<>();
    for (String part : kernelList.split(",")) {
      String[] ends = part.split("-");
      for (int cpu = Integer.parseInt(ends[0]);
          cpu <= Integer.parseInt(ends[ends.length - 1]);
          cpu++) {
        cpus.add(cpu);
      }
    }
    return List.copyOf(cpus);
  }

  /** Returns CPUs in the kernel's notation. */
  public static String list(List<Integer> cpus) {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Binds all threads of a process, and with that those that they start.
   *
   * @throws IOException if that fails
   */
  public static void bind(long pid, List<Integer> cpus) throws IOException {
    // a thread that starts while the first pass goes over the threads may be missed by it
    for (int pass = 0; pass < 2; pass++) {
      Process taskset =
          new ProcessBuilder("taskset", "-a", "-p", "-c", list(cpus), Long.toString(pid))
              .redirectErrorStream(true)
              .start();
      String said =
          new String(taskset.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
      try {
        if (taskset.waitFor() != 0) {
          throw new IOException(
              "taskset cannot bind process " + pid + " to CPUs " + list(cpus) + ": " + said);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Binds this process to the CPUs of {@link #PROPERTY}, if it is set.
   *
   * @throws IllegalStateException if that fails
   */
  static void bindThisProcess() {
    String cpus = System.getProperty(PROPERTY);
    if (cpus == null) {
      return;
    }
    try {
      bind(ProcessHandle.current().pid(), parse(cpus));
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    if (!allowed().equals(parse(cpus))) {
      throw new IllegalStateException(
          "wanted to be bound to CPUs " + cpus + ", found " + list(allowed()));
    }
  }
}
