package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The jar, started in a process of its own with a folder of its own for temporary files, and what
 * it has started itself.
 */
final class StartedJar implements AutoCloseable {
  private static final Path JAR = Path.of("target", "asyncmark.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /**
   * Has Ctrl-C end what it starts, where {@code env} can. A shell has what runs in its background
   * ignore that, Maven for example, and whoever ignores a signal hands that on to its children.
   */
  private static final List<String> INTERRUPTIBLE =
      List.of(
          "sh",
          "-c",
          "env --default-signal=INT true 2>&- && exec env --default-signal=INT \"$@\"; exec \"$@\"",
          "sh");

  /** A JVM that lives for seconds is done sooner without its second compiler. */
  static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  /** Far less than a JVM takes to start. */
  private static final long LOOK_MILLIS = 20;

  private final Path folder;
  private final Process process;
  private final Map<Long, ProcessHandle> seen = new LinkedHashMap<>();

  private StartedJar(Path folder, List<String> command) throws IOException {
    this.folder = folder;
    List<String> words = new ArrayList<>(INTERRUPTIBLE);
    words.addAll(command);
    this.process = new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  /** Starts a smoke run of gather. */
  static StartedJar run(Path folder, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(java(folder));
    arguments.addAll(
        List.of(
            "run",
            "--preset",
            "smoke",
            "--pattern",
            "gather",
            "--jdk-home",
            home(),
            "--results",
            folder.resolve("results").toString()));
    arguments.addAll(List.of(more));
    return new StartedJar(folder, arguments);
  }

  /**
   * Starts a profile of gather, with a home that nobody can write to.
   *
   * @param shell what a shell does before, for example {@code ulimit -n 400}
   */
  static StartedJar profile(Path folder, String shell, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(java(folder));
    arguments.add(1, "-Duser.home=" + folder.resolve("absent"));
    arguments.addAll(
        List.of(
            "profile",
            "--preset",
            "smoke",
            "--pattern",
            "gather",
            "--param",
            "variant=fail-fast",
            "--cost",
            "none",
            "--jdk-home",
            home(),
            "--results",
            folder.resolve("results").toString()));
    arguments.addAll(List.of(more));
    return new StartedJar(folder, after(shell, arguments));
  }

  /** Reports a run, with all tables. */
  static StartedJar report(Path folder, Path run) throws IOException {
    List<String> arguments = new ArrayList<>(java(folder));
    arguments.addAll(List.of("report", run.toString(), "--verbose"));
    return new StartedJar(folder, arguments);
  }

  /** Goes on with a run. */
  static StartedJar resume(Path folder, Path run) throws IOException {
    return new StartedJar(folder, resumeCommand(folder, run));
  }

  /**
   * Goes on with a run.
   *
   * @param shell what a shell does before, for example {@code ulimit -f 10}
   */
  static StartedJar resume(Path folder, Path run, String shell) throws IOException {
    return new StartedJar(folder, after(shell, resumeCommand(folder, run)));
  }

  private static List<String> after(String shell, List<String> command) {
    List<String> words = command.stream().map(word -> "'" + word + "'").toList();
    return List.of("sh", "-c", shell + "; exec " + String.join(" ", words));
  }

  private static List<String> resumeCommand(Path folder, Path run) throws IOException {
    List<String> arguments = new ArrayList<>(java(folder));
    arguments.addAll(List.of("run", "--resume", run.toString(), "--jdk-home", home()));
    return arguments;
  }

  private static List<String> java(Path folder) throws IOException {
    Path temporary = Files.createDirectories(temporary(folder));
    // JMH's lock is in that folder too, so other benchmarks on this machine do not matter
    return List.of(
        JAVA.toString(), SHORT_LIVED, "-Djava.io.tmpdir=" + temporary, "-jar", JAR.toString());
  }

  /** Returns the folder of the temporary files of all jars that were started there. */
  static Path temporary(Path folder) {
    return folder.resolve("tmp");
  }

  private static String home() {
    return "here=" + System.getProperty("java.home");
  }

  BufferedReader output() {
    return process.inputReader(UTF_8);
  }

  ProcessHandle driver() {
    return process.toHandle();
  }

  /** Waits until a process of that main class runs below the jar's. */
  ProcessHandle child(String mainClass) throws InterruptedException {
    return children(mainClass, 1).get(0);
  }

  /** Waits until that many processes of that main class do; returns them, the oldest first. */
  List<ProcessHandle> children(String mainClass, int count) throws InterruptedException {
    while (process.isAlive()) {
      List<ProcessHandle> children =
          descendants()
              .filter(each -> each.info().commandLine().orElse("").contains(mainClass))
              .sorted(Comparator.comparing(each -> each.info().startInstant().orElseThrow()))
              .toList();
      if (children.size() >= count) {
        return children;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS); // a processor for those who are to come
    }
    throw new AssertionError("the jar ended before it started " + count + " of " + mainClass);
  }

  /** Returns what runs below the jar's process now, and remembers it. */
  Stream<ProcessHandle> descendants() {
    List<ProcessHandle> now = process.descendants().toList();
    now.forEach(each -> seen.put(each.pid(), each));
    return now.stream();
  }

  /** Sends a signal to processes, in that order. */
  static void signal(String name, ProcessHandle... processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    for (ProcessHandle each : processes) {
      command.add(Long.toString(each.pid()));
    }
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new AssertionError("cannot send " + name + " to " + List.of(processes));
    }
  }

  /** Waits for the end of the jar. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Returns those of the processes seen that still run 10 s after the call. */
  List<ProcessHandle> leftProcesses() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    List<ProcessHandle> left = seen.values().stream().filter(ProcessHandle::isAlive).toList();
    while (!left.isEmpty() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      left = left.stream().filter(ProcessHandle::isAlive).toList();
    }
    return left;
  }

  /** Returns the folder of the only run there is. */
  Path onlyRun() throws IOException {
    List<Path> runs = list(folder.resolve("results"));
    if (runs.size() != 1) {
      throw new AssertionError("wanted one run, found " + runs);
    }
    return runs.get(0);
  }

  /** Returns the folders of the forks of the first round. */
  List<Path> forks(Path run) throws IOException {
    return list(run.resolve("rounds/0001")).stream().filter(Files::isDirectory).toList();
  }

  /** Returns all files and folders below a folder. */
  List<Path> files(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(file -> !file.equals(top)).toList();
    }
  }

  /** Tells whether a name is one that files have before they are whole. */
  static boolean isUnfinished(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.endsWith(".tmp") || name.endsWith(".part");
  }

  private static List<Path> list(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList();
    }
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    seen.values().forEach(ProcessHandle::destroyForcibly);
  }
}
