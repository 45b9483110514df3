package org.asyncmark.measure;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds processes to CPUs, by way of {@code taskset} of util-linux. Any thread may call this. */
public final class CpuBinding {
  /** Name of the system property with the CPUs of a fork, for example {@code 2,3}. */
  public static final String PROPERTY = "asyncmark.cpus";

  /** The C library's own mask, of 1024 CPUs; that of a larger machine is longer. */
  private static final int LEAST_MASK_BYTES = 128;

  private static final int CALLING_THREAD = 0;

  private static final KernelFiles KERNEL = KernelFiles.ofThisMachine();
  private static final Path TASKS = KERNEL.path("proc/self/task");
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
  private static final Path STATUS = KERNEL.path("proc/self/status");
  private static final Path STATUS_OF_THREAD = KERNEL.path("proc/thread-self/status");
  private static final Path ONLINE = KERNEL.path("sys/devices/system/cpu/online");
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
    return allowed(STATUS);
  }

  /** Returns how many CPUs the machine has in use, 0 where the kernel does not say. */
  public static int online() {
    try {
      return parse(Files.readString(ONLINE).strip()).size();
    } catch (IOException e) {
      return 0; // no Linux
    }
  }

  /** Returns the CPUs that the calling thread may use, or none where the kernel does not say. */
  static List<Integer> ofThisThread() {
    return allowed(STATUS_OF_THREAD);
  }

  private static List<Integer> allowed(Path status) {
    try {
      return Files.readAllLines(status).stream()
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

  /** Returns CPUs as the kernel lists them, for example {@code 0,2}. */
  public static String list(List<Integer> cpus) {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Binds all threads of a process, and with that those that they start.
   *
   * @throws IOException if that fails
   */
  static void bind(long pid, List<Integer> cpus) throws IOException {
    // a thread that starts while the first pass goes over the threads may be missed by it
    for (int pass = 0; pass < 2; pass++) {
      taskset(List.of("-a", "-p", "-c", list(cpus), Long.toString(pid)));
    }
  }

  /**
   * Binds all threads of a process, or lets them run on every CPU that this one may use. Does
   * nothing where processes cannot be bound.
   *
   * @param cpus empty for all
   * @throws IOException if that fails
   */
  public static void bindOrRelease(long pid, List<Integer> cpus) throws IOException {
    List<Integer> on = cpus.isEmpty() ? allowed() : cpus;
    if (!on.isEmpty() && isPossible()) {
      bind(pid, on);
    }
  }

  private static void taskset(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset"));
    command.addAll(arguments);
    Process taskset = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(taskset.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
    try {
      if (taskset.waitFor() != 0) {
        throw new IOException("'" + String.join(" ", command) + "' failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns the threads of this JVM's compilers. They go on for seconds after the op is steady, in
   * bursts of up to a fifth of a second, which on the CPU of the op would be taken from it; those
   * that they start themselves are where they are.
   */
  static List<Long> compilers() throws IOException {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(TASKS)) {
      for (Path task : tasks.toList()) {
        try {
          if (COMPILER.matcher(Files.readString(task.resolve("comm"))).lookingAt()) {
            found.add(Long.valueOf(task.getFileName().toString()));
          }
        } catch (IOException e) {
          requireEnded(task, e);
        }
      }
    }
    return found;
  }

  private static void release(long compiler, List<Integer> cpus) throws IOException {
    try {
      taskset(List.of("-p", "-c", list(cpus), Long.toString(compiler)));
    } catch (IOException e) {
      requireEnded(TASKS.resolve(Long.toString(compiler)), e);
    }
  }

  /** A thread may end at any time, a compiler's when it has nothing to do. */
  private static void requireEnded(Path task, IOException failure) throws IOException {
    if (Files.exists(task)) {
      throw failure;
    }
  }

  /**
   * Binds the calling thread alone: {@code sched_setaffinity} of Linux.
   *
   * @param cpus 0 and up each
   * @return whether it is bound now
   */
  static boolean bindThisThread(List<Integer> cpus) {
    try {
      if (!Platform.isLinux()) {
        return false;
      }
      byte[] bytes = mask(cpus);
      try (Memory mask = new Memory(bytes.length)) {
        mask.write(0, bytes, 0, bytes.length);
        Function setAffinity = Function.getFunction(Platform.C_LIBRARY_NAME, "sched_setaffinity");
        return setAffinity.invokeInt(new Object[] {CALLING_THREAD, (long) bytes.length, mask}) == 0;
      }
    } catch (LinkageError e) {
      return false; // JNA unpacks its library to a temporary folder, which may be read-only
    }
  }

  /** Returns the mask of CPUs as the kernel takes it: a whole number of its words. */
  static byte[] mask(List<Integer> cpus) {
    BitSet bits = new BitSet();
    cpus.forEach(bits::set);
    long[] words = bits.toLongArray();
    int length = Math.max(LEAST_MASK_BYTES, words.length * Long.BYTES);
    ByteBuffer mask = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    mask.asLongBuffer().put(words);
    return mask.array();
  }

  /** Returns the CPUs that this fork is to be bound to; none if it is not. */
  static List<Integer> ofThisFork() {
    String cpus = System.getProperty(PROPERTY);
    return cpus == null ? List.of() : parse(cpus);
  }

  /**
   * Binds this process to the CPUs of {@link #PROPERTY}, if it is set.
   *
   * @throws IllegalStateException if that fails
   */
  static void bindThisProcess() {
    List<Integer> cpus = ofThisFork();
    if (cpus.isEmpty()) {
      return;
    }
    List<Integer> before = allowed();
    try {
      bind(ProcessHandle.current().pid(), cpus);
      for (long compiler : compilers()) {
        release(compiler, before);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    if (!allowed().equals(cpus)) {
      throw new IllegalStateException(
          "wanted to be bound to CPUs " + list(cpus) + ", found " + list(allowed()));
    }
  }
}
