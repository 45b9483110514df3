package org.asyncmark.measure;

import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures windows of callers each of whom makes a request when his last one has ended: a closed
 * loop. It finds out how much a cell can do at most, and it shows what a closed loop does not see:
 * while the cell stalls nobody asks, so that a stall is one slow request for each caller, however
 * long it lasts. For one platform thread, which hands requests over.
 *
 * <p>{@code service} is the time of each request from its actual start to its end.
 */
public final class ClosedWindow {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Pacer pacer;
  private final LatencyRecorder service;
  private final BiFunction<String, String, RatioRecorder> counts;

  /**
   * Creates what measures windows.
   *
   * @param latencies opens a recorder by its kind
   * @param counts opens or returns the recorder of a count by its name and unit
   */
  public ClosedWindow(
      Pacer pacer,
      Function<String, LatencyRecorder> latencies,
      BiFunction<String, String, RatioRecorder> counts) {
    this.pacer = pacer;
    this.service = latencies.apply("service");
    this.counts = counts;
  }

  /**
   * Measures a window and records it. One of next to no time is a request of each caller.
   *
   * @param callers 1 and up
   * @param windowNanos 1 and up
   * @return how many requests have ended in it; those under way at its end are recorded, too
   * @throws IllegalStateException if a request failed, gave what is wrong, or does not end
   */
  public int measure(int callers, long windowNanos, OpenWindow.Start start) {
    BlockingQueue<Integer> over = new ArrayBlockingQueue<>(callers);
    RequestTimes times =
        new RequestTimes(Arrivals.atOnce(callers, windowNanos), System::nanoTime, over::add);
    long ownCpu = HiccupProbe.ownCpuNanos();
    AllocatedBytes allocated = AllocatedBytes.now();
    times.begin(System.nanoTime());
    for (int caller = 0; caller < callers; caller++) {
      start.request(times, caller);
    }
    int ended = 0;
    int lost = 0;
    for (Integer caller = next(over, times); caller != null; caller = next(over, times)) {
      if (times.isLost(caller)) {
        lost++;
      } else {
        service.record(times.serviceNanos(caller));
        ended++;
      }
      OpenWindow.requireNoFailure(times);
      times.again(caller);
      start.request(times, caller);
    }
    double seconds = times.now() / NANOS_PER_SECOND;
    OpenWindow.requireOver(pacer, times);
    OptionalLong allocatedBytes = AllocatedBytes.now().since(allocated);
    OpenWindow.requireNoFailure(times);
    for (int caller = 0; caller < callers; caller++) {
      if (!times.isLost(caller)) { // else the slowest would be the ones that are not seen
        service.record(times.serviceNanos(caller));
      }
    }
    counts.apply("achieved", "#/s").record(ended, seconds);
    counts.apply("lost", "#/window").record(lost, 1);
    long beside = TimeUnit.NANOSECONDS.toMicros(HiccupProbe.ownCpuNanos() - ownCpu);
    long done = (long) ended + callers; // those under way at the end, too
    WindowCost.of(done, beside, allocatedBytes);
    return ended;
  }

  /** Returns a caller whose request is over; null if the window is. */
  private static @Nullable Integer next(BlockingQueue<Integer> over, RequestTimes times) {
    try {
      long left = times.endNanos() - times.now();
      return left > 0 ? over.poll(left, TimeUnit.NANOSECONDS) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
