package org.asyncmark.measure;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A pause in which this process does nothing but what it does by itself, until it has nothing left
 * to do. Where many threads share a CPU the compiler gets a small share of it, and code that was
 * thrown away is interpreted for a second or more: in a lull it is compiled within milliseconds.
 */
final class Lull {
  private static final long LOOK_MILLIS = 5;
  private static final long LONGEST_MILLIS = 500;

  /** A process that uses less of a CPU than that is idle. */
  private static final double IDLE = 0.1;

  private Lull() {}

  /**
   * Pauses the calling thread, which is the one that starts all work of this process, until the
   * process is idle or half a second has passed. Where the platform does not tell what a process
   * uses it is one short pause.
   */
  static void untilIdle() {
    untilIdle(System::nanoTime, ProcessUsage::sample, TimeUnit.MILLISECONDS::sleep);
  }

  static void untilIdle(
      LongSupplier nanoTime, Supplier<Optional<ProcessUsage>> usage, Pause pause) {
    long endNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    try {
      boolean idle = false;
      while (!idle && nanoTime.getAsLong() < endNanos) {
        Optional<ProcessUsage> before = usage.get();
        long startNanos = nanoTime.getAsLong();
        pause.millis(LOOK_MILLIS);
        double micros = (nanoTime.getAsLong() - startNanos) / 1_000.0;
        Optional<ProcessUsage> after = usage.get();
        idle =
            before.isEmpty()
                || after.isEmpty()
                || after.get().since(before.get()).cpuMicros() < IDLE * micros;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for JMH, which is ending this fork
    }
  }

  interface Pause {
    void millis(long millis) throws InterruptedException;
  }
}
