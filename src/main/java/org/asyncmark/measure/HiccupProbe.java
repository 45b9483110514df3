package org.asyncmark.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A thread that wants to be woken every millisecond and notes how much later it is: what a thread
 * that asks for next to nothing has to put up with on this machine, in this JVM, at this moment. A
 * stall that it sees is not the fault of the model that is measured beside it, unless the model
 * keeps the only CPU busy. The idea is jHiccup's.
 *
 * <p>The shortest wait that it has seen counts as in time, because it is late by the kernel's slack
 * each time. A stall counts for all wakes that it kept from being (HdrHistogram's correction).
 *
 * @see <a href="https://github.com/giltene/jHiccup">jHiccup</a>
 */
final class HiccupProbe implements AutoCloseable {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Histogram hiccups = LatencyRecorder.newHistogram();
  private final Thread thread = new Thread(this::watch, "hiccup-probe");
  private volatile boolean ending;
  private long cpuNanos;

  private HiccupProbe() {
    thread.setDaemon(true);
  }

  /** Starts a probe. */
  static HiccupProbe start() {
    HiccupProbe probe = new HiccupProbe();
    probe.thread.start();
    return probe;
  }

  private void watch() {
    long shortest = Long.MAX_VALUE;
    long before = System.nanoTime();
    while (!ending) {
      LockSupport.parkNanos(INTERVAL_NANOS);
      long now = System.nanoTime();
      long waited = now - before;
      before = now;
      shortest = Math.min(shortest, Math.max(waited, INTERVAL_NANOS));
      long late = Math.min(Math.max(0, waited - shortest), LatencyRecorder.HIGHEST_NANOS);
      hiccups.recordValueWithExpectedInterval(late, INTERVAL_NANOS);
    }
    cpuNanos = ownCpuNanos();
  }

  /** Returns the processor time of the calling thread until now, in nanoseconds; 0 if unknown. */
  static long ownCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? Math.max(0, threads.getCurrentThreadCpuTime())
        : 0;
  }

  /** Returns what it has seen, in nanoseconds; once it is closed. */
  Histogram hiccups() {
    return hiccups;
  }

  /** Returns the processor time that it took, in nanoseconds; once it is closed. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** Ends it and waits for its end. Idempotent. */
  @Override
  public void close() {
    ending = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
