package org.asyncmark.profile;

import java.nio.file.Path;

/**
 * Verbatim output of async-profiler 4.5. The recordings show 300 ms of a program with one class,
 * {@code Spin}, sampled every 1 ms: on JDK 17 with perf events, on JDK 25 after the event {@code
 * cpu} was asked for and {@code perf_event_open} denied. Those of all events show it every 10 ms,
 * with a monitor that one thread waits for about 40 ms; the folder of JDK 21 is another. One is the
 * JDK's own, of the event {@code jdk.CPUTimeSample} every 10 ms and no other.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden/profile");
  public static final Path JDK17_CPU = FOLDER.resolve("jdk17-cpu.jfr");
  public static final Path JDK25_CPU_TIME = FOLDER.resolve("jdk25-cpu-time.jfr");
  public static final Path JDK25_CPU_DENIED = FOLDER.resolve("jdk25-cpu-denied.jfr");

  private Golden() {}

  /** Returns the recording of all events on a JDK. */
  public static Path all(int jdk) {
    return file("jdk" + jdk + "-all.jfr");
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }
}
