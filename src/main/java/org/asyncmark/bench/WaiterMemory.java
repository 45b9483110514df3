package org.asyncmark.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.asyncmark.model.Model;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Memory for each task that waits, in the four models.
 *
 * <p>Measured: how much more heap is in use, after collections, and how much more memory of the
 * process is resident, with ten times as many waiting tasks, divided by how many more they are:
 * from 1 000 to 10 000, from there to 100 000, from there to 1 000 000. Whatever grows with a task
 * counts: its thread or future, its continuation, its place in the line. Resident memory holds what
 * the kernel keeps for a thread's stack, and garbage that is not given back.
 *
 * <p>The stack of a virtual thread is copied to the heap when it first waits, and how large it is
 * then depends on what compiled its frames: {@code warm} has 50 000 tasks wait and end before, so
 * that the optimizing compiler has been there; otherwise the first to wait are interpreted.
 *
 * <p>Not a number, which JMH prints as 0, where more cannot be had: platform threads are kept to 10
 * 000, because systems limit them, virtual threads whose frames are not compiled to 100 000,
 * because a million does not fit into the heap.
 *
 * <p>One measured iteration in one fork: JMH would add the bytes of several. Its times mean
 * nothing.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh WaiterMemory}, before JDK 21 with {@code -p
 * model=PLATFORM,FUTURE,LOOP}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx4g", "-XX:+UseSerialGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class WaiterMemory {
  private static final int START = 1_000;
  private static final int ROUNDS_OF_WARM_UP = 50;
  private static final int MOST_PLATFORM_THREADS = 10_000;
  private static final int MOST_COLD_VIRTUAL_THREADS = 100_000;
  private static final int MOST = 1_000_000;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  @Param({"PLATFORM", "VIRTUAL", "FUTURE", "LOOP"})
  Model model;

  @Param WaitedFor what;

  /** Whether tasks have waited before, so that what they do is compiled. */
  @Param({"false", "true"})
  boolean warm;

  /** Has tasks wait, ten times as many each time. */
  @Benchmark
  public void park(Bytes each) throws InterruptedException {
    for (int round = 0; warm && round < ROUNDS_OF_WARM_UP; round++) {
      try (Parked before = Parked.of(model, what)) {
        before.add(START);
      }
    }
    double[] heapSlopes = {Double.NaN, Double.NaN, Double.NaN};
    double[] residentSlopes = heapSlopes.clone();
    try (Parked parked = Parked.of(model, what)) {
      parked.add(START);
      long heap = heapBytes();
      double resident = residentBytes();
      for (int from = START, step = 0; 10 * from <= most(model, warm); from *= 10, step++) {
        parked.add(9 * from);
        long newHeap = heapBytes();
        double newResident = residentBytes();
        heapSlopes[step] = (newHeap - heap) / (9.0 * from);
        residentSlopes[step] = (newResident - resident) / (9.0 * from);
        heap = newHeap;
        resident = newResident;
      }
    }
    each.heapTo1e4 = heapSlopes[0];
    each.heapTo1e5 = heapSlopes[1];
    each.heapTo1e6 = heapSlopes[2];
    each.residentTo1e4 = residentSlopes[0];
    each.residentTo1e5 = residentSlopes[1];
    each.residentTo1e6 = residentSlopes[2];
  }

  /** Returns the greatest number of tasks that wait. */
  static int most(Model model, boolean warm) {
    return switch (model) {
      case PLATFORM -> MOST_PLATFORM_THREADS;
      case VIRTUAL -> warm ? MOST : MOST_COLD_VIRTUAL_THREADS;
      case FUTURE, LOOP -> MOST;
      case ASYNCIO -> throw Model.notInJava();
    };
  }

  private long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** Returns the resident set of this process; not a number where the system does not tell. */
  private static double residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return 1024.0 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      // no Linux
    }
    return Double.NaN;
  }

  /**
   * The results, in bytes for each task that waits: on the way from a tenth of so many tasks to so
   * many; not a number if not measured.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Bytes {
    public double heapTo1e4;
    public double heapTo1e5;
    public double heapTo1e6;
    public double residentTo1e4;
    public double residentTo1e5;
    public double residentTo1e6;
  }
}
