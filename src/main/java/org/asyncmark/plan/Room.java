package org.asyncmark.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.measure.FreeMemory;
import org.asyncmark.measure.ThreadLimits;

/**
 * How many forks can live at once: what the machine has free, and what a user may lose by a kill.
 *
 * @param memoryBytes free for forks
 * @param threads that may be started, the system's own share left out
 */
public record Room(long memoryBytes, long threads) {
  /** A block that is cut off is measured again, so it is to be no longer than that. */
  static final long LONGEST_BLOCK_MILLIS = 120_000;

  /** What a JVM takes beside its heap: classes, compiled code, its compilers, its own threads. */
  private static final long BESIDE_HEAP_BYTES = 256L << 20;

  /** What a Python takes: with thousands of tasks at once a few dozen megabytes. */
  private static final long PYTHON_BYTES = 256L << 20;

  /** Of a stack that is hardly used. */
  private static final long THREAD_BYTES = 64L << 10;

  private static final Pattern HEAP =
      Pattern.compile("-(?:Xmx|XX:MaxHeapSize=)(\\d+)([kKmMgGtT]?)");

  /** What the driver and the backend may come to need. */
  private static final long OF_DRIVER_BYTES = 512L << 20;

  /** Returns the room of this machine at this moment, with some left for everything else. */
  public static Room ofThisMachine() {
    long free = FreeMemory.bytes();
    long threads = ThreadLimits.ofThisMachine().ofAllProcesses();
    return new Room(Math.max(0, free / 10 * 9 - OF_DRIVER_BYTES), threads / 2);
  }

  /**
   * Tells whether forks of these arms can live at once.
   *
   * @param plan of the arms
   */
  public boolean fits(Plan plan, List<PlannedArm> arms) {
    long bytes = 0;
    long threadsOfAll = 0;
    long millis = 0;
    for (PlannedArm arm : arms) {
      long ofArm = arm.expected().threads();
      threadsOfAll += ofArm;
      long process =
          arm.arm().ofPython()
              ? PYTHON_BYTES
              : heapBytes(plan.jvmFlags(arm.arm())) + BESIDE_HEAP_BYTES;
      bytes += process + ofArm * THREAD_BYTES;
      millis += plan.fork().expectedMillis(arm.expected().opMicros());
    }
    return bytes <= memoryBytes && threadsOfAll <= threads && millis <= LONGEST_BLOCK_MILLIS;
  }

  /** Returns the heap that the last flag of its kind gives. */
  static long heapBytes(List<String> jvmFlags) {
    long bytes = 0;
    for (String flag : jvmFlags) {
      Matcher matcher = HEAP.matcher(flag);
      if (matcher.matches()) {
        int shift = 10 * (1 + "kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)));
        bytes = Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : shift);
      }
    }
    return bytes;
  }
}
