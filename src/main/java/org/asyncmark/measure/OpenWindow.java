package org.asyncmark.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Measures windows of requests that come by a schedule, whether or not earlier ones have ended: an
 * open loop. For one platform thread, which is the pacer.
 *
 * <p>Latencies: {@code response} is the time from when a request was intended to its end, and what
 * a caller sees; {@code service} is the part from its actual start on, {@code queue} the part until
 * then, {@code sendlag} how late it was handed over, {@code hiccup} how late a thread was woken
 * that did nothing but wait.
 *
 * <p>A request that has not ended {@value #DEADLINE_MILLIS} ms after the window counts with its
 * age: to leave it out would make the slowest the ones that are not seen.
 */
public final class OpenWindow {
  /** How long requests may go on after their window, in milliseconds. */
  public static final long DEADLINE_MILLIS = 3_000;

  /** How long those that missed it are waited for, so that the next window begins with nothing. */
  private static final long PATIENCE_MILLIS = 30_000;

  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Pacer pacer;
  private final LatencyRecorder response;
  private final LatencyRecorder service;
  private final LatencyRecorder queue;
  private final LatencyRecorder sendLag;
  private final LatencyRecorder hiccup;
  private final BiFunction<String, String, RatioRecorder> counts;

  /**
   * Creates what measures windows.
   *
   * @param latencies opens a recorder by its kind
   * @param counts opens or returns the recorder of a count by its name and unit
   */
  public OpenWindow(
      Pacer pacer,
      Function<String, LatencyRecorder> latencies,
      BiFunction<String, String, RatioRecorder> counts) {
    this.pacer = pacer;
    this.response = latencies.apply("response");
    this.service = latencies.apply("service");
    this.queue = latencies.apply("queue");
    this.sendLag = latencies.apply("sendlag");
    this.hiccup = latencies.apply("hiccup");
    this.counts = counts;
  }

  /** Hands a request over and waits for nothing. */
  @FunctionalInterface
  public interface Start {
    void request(RequestTimes times, int request);
  }

  /**
   * Measures a window and records it.
   *
   * @return how many requests have ended
   * @throws IllegalStateException if a request failed, gave what is wrong, or does not end
   */
  public int measure(Arrivals arrivals, Start start) {
    RequestTimes times = new RequestTimes(arrivals);
    Stops before = Stops.now();
    long ownCpu = HiccupProbe.ownCpuNanos();
    HiccupProbe probe = HiccupProbe.start();
    AllocatedBytes allocated = AllocatedBytes.now();
    OptionalLong allocatedBytes;
    long until;
    try (probe) {
      times.begin(System.nanoTime() + LEAD_NANOS);
      pacer.pace(times, request -> start.request(times, request));
      until = times.endNanos() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
      pacer.awaitAll(times, until);
      allocatedBytes = AllocatedBytes.now().since(allocated);
    }
    long beside = HiccupProbe.ownCpuNanos() - ownCpu + probe.cpuNanos();
    requireNoFailure(times);
    hiccup.add(probe.hiccups());
    int ended = record(times, until, Stops.now().since(before));
    WindowCost.of(Math.max(1, ended), TimeUnit.NANOSECONDS.toMicros(beside), allocatedBytes);
    requireOver(pacer, times);
    return ended;
  }

  private int record(RequestTimes times, long until, Stops stops) {
    Arrivals arrivals = times.arrivals();
    Histogram first = LatencyRecorder.newHistogram();
    Histogram second = LatencyRecorder.newHistogram();
    int lost = 0;
    int ended = 0;
    for (int request = 0; request < arrivals.count(); request++) {
      sendLag.record(times.sendLagNanos(request));
      if (times.isLost(request)) {
        lost++;
        continue;
      }
      long nanos = times.responseNanos(request, until);
      response.record(nanos);
      boolean late = arrivals.offsetNanos(request) >= arrivals.windowNanos() / 2;
      (late ? second : first).recordValue(nanos);
      if (times.isOver(request)) {
        ended++;
        service.record(times.serviceNanos(request));
        queue.record(times.queueNanos(request));
      }
    }
    double seconds = arrivals.windowNanos() / NANOS_PER_SECOND;
    counts.apply("offered", "#/s").record(arrivals.count(), seconds);
    counts.apply("achieved", "#/s").record(ended, seconds);
    counts.apply("lost", "#/window").record(lost, 1);
    counts.apply("unfinished", "#/window").record(arrivals.count() - lost - ended, 1);
    counts.apply("gc.ms", "ms/window").record((double) stops.collectingMillis, 1);
    stops.safepointMillis.ifPresent(
        millis -> counts.apply("safepoint.ms", "ms/window").record((double) millis, 1));
    counts.apply("arrivals", "#").record((double) (arrivals.fingerprint() & 0xFFFFFFFFL), 1);
    if (first.getTotalCount() > 0 && second.getTotalCount() > 0) {
      counts
          .apply("growth", "ratio")
          .record(
              (double) second.getValueAtPercentile(50), (double) first.getValueAtPercentile(50));
    }
    return ended;
  }

  static void requireNoFailure(RequestTimes times) {
    Throwable failure = times.failure();
    if (failure != null) {
      throw new IllegalStateException("a request failed: " + failure, failure);
    }
  }

  /** Waits until all requests of a window are over, or throws. */
  static void requireOver(Pacer pacer, RequestTimes times) {
    long patience = TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS + PATIENCE_MILLIS);
    int open = pacer.awaitAll(times, times.endNanos() + patience);
    if (open > 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d requests have not ended %d s after their window; lower the rate",
              open,
              times.arrivals().count(),
              (DEADLINE_MILLIS + PATIENCE_MILLIS) / 1000));
    }
  }

  /**
   * What kept threads from working, since the JVM began or within a window.
   *
   * @param safepointMillis with the collections that stop all threads; empty if the JVM does not
   *     tell
   */
  private record Stops(long collectingMillis, OptionalLong safepointMillis) {
    static Stops now() {
      return new Stops(
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .mapToLong(GarbageCollectorMXBean::getCollectionTime)
              .filter(millis -> millis > 0)
              .sum(),
          Safepoints.totalMillis());
    }

    Stops since(Stops before) {
      boolean known = safepointMillis.isPresent() && before.safepointMillis.isPresent();
      return new Stops(
          collectingMillis - before.collectingMillis,
          known
              ? OptionalLong.of(safepointMillis.getAsLong() - before.safepointMillis.getAsLong())
              : OptionalLong.empty());
    }
  }
}
