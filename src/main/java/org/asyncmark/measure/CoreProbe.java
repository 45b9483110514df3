package org.asyncmark.measure;

import java.util.List;

/**
 * Arithmetic that shows whether a thread has its core to itself. It goes from CPU to CPU with the
 * thread that calls it, and starts none that somebody could count; where threads cannot be bound it
 * stays on whichever CPU the thread happens to run.
 *
 * <p>A core with two hardware threads shares its execution units between them, and the other one
 * may be that of another guest of the host, which shows in no counter of steal. Steps that wait for
 * each other leave most units idle, so that a neighbour does not slow them down; eight rows of such
 * steps side by side fill the units, and take up to twice as long with a neighbour. The ratio of
 * the two does not depend on the clock's frequency. For one thread at a time.
 */
final class CoreProbe {
  /** On a large machine most CPUs are idle, and to visit them all takes too long. */
  private static final int MOST_CPUS = 8;

  private static final int STEPS = 2_000;

  /** The least of a few is free of interrupts. */
  private static final int REPETITIONS = 5;

  private final List<Integer> cpus;
  private long state = 1;

  /**
   * Creates a probe.
   *
   * @param cpus the first 8 are looked at
   */
  CoreProbe(List<Integer> cpus) {
    this.cpus = cpus.stream().limit(MOST_CPUS).toList();
  }

  /** Creates a probe of the CPUs that this process may use. */
  static CoreProbe ofThisMachine() {
    return new CoreProbe(CpuBinding.allowed());
  }

  /** Returns the greatest of the CPUs' ratios; the thread may run where it could before. */
  double worst() {
    if (cpus.isEmpty()) {
      return ratio();
    }
    List<Integer> before = CpuBinding.ofThisThread();
    double worst = 0;
    try {
      for (int cpu : cpus) {
        CpuBinding.bindThisThread(List.of(cpu));
        worst = Math.max(worst, ratio());
      }
    } finally {
      CpuBinding.bindThisThread(before);
    }
    return worst;
  }

  /**
   * Returns the time of a step of eight rows over that of a step of one row, above 0; it takes 50
   * us or so when it is compiled, and on a shared core up to twice that.
   */
  double ratio() {
    long oneNanos = Long.MAX_VALUE;
    long eightNanos = Long.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      state = oneRow(state);
      long middle = System.nanoTime();
      state = eightRows(state);
      long end = System.nanoTime();
      oneNanos = Math.min(oneNanos, middle - start);
      eightNanos = Math.min(eightNanos, end - middle);
    }
    return Math.max(1, eightNanos) / (double) Math.max(1, oneNanos);
  }

  /** Marsaglia's xorshift: each of the three operations needs the result of the one before. */
  private static long oneRow(long from) {
    long a = from;
    for (int i = 0; i < STEPS; i++) {
      a ^= a << 13;
      a ^= a >>> 7;
      a ^= a << 17;
    }
    return a;
  }

  private static long eightRows(long from) {
    long a = from;
    long b = from + 1;
    long c = from + 2;
    long d = from + 3;
    long e = from + 4;
    long f = from + 5;
    long g = from + 6;
    long h = from + 7;
    for (int i = 0; i < STEPS; i++) {
      a ^= a << 13;
      b ^= b << 13;
      c ^= c << 13;
      d ^= d << 13;
      e ^= e << 13;
      f ^= f << 13;
      g ^= g << 13;
      h ^= h << 13;
      a ^= a >>> 7;
      b ^= b >>> 7;
      c ^= c >>> 7;
      d ^= d >>> 7;
      e ^= e >>> 7;
      f ^= f >>> 7;
      g ^= g >>> 7;
      h ^= h >>> 7;
      a ^= a << 17;
      b ^= b << 17;
      c ^= c << 17;
      d ^= d << 17;
      e ^= e << 17;
      f ^= f << 17;
      g ^= g << 17;
      h ^= h << 17;
    }
    return a + b + c + d + e + f + g + h;
  }
}
