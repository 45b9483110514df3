package org.asyncmark.measure;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What is noted of some requests, for tests of those who note it. Its window is a second. */
public final class RequestLog {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int count;
  private final RequestTimes times;

  /**
   * Creates the log of a window.
   *
   * @param beganNanos when it began, by {@link System#nanoTime}
   */
  public RequestLog(int count, long beganNanos) {
    this.count = count;
    this.times = new RequestTimes(Arrivals.fixed(count, WINDOW_NANOS));
    times.begin(beganNanos);
  }

  /** Returns where it is noted. */
  public RequestTimes times() {
    return times;
  }

  /** Returns how many requests there are. */
  public int count() {
    return count;
  }

  /** Returns the time since the window began, in nanoseconds. From any thread. */
  public long now() {
    return times.now();
  }

  /** Returns how many requests were lost or have failed. */
  public long lost() {
    return IntStream.range(0, count).filter(times::isLost).count();
  }

  /** Returns how long a request waited before it was begun, in nanoseconds. */
  public long queueNanos(int request) {
    return times.queueNanos(request);
  }

  /** Returns how long a request that ended was worked on, in nanoseconds. */
  public long serviceNanos(int request) {
    return times.serviceNanos(request);
  }

  /** Returns the time from when a request that ended was intended to its end, in nanoseconds. */
  public long responseNanos(int request) {
    return times.responseNanos(request, 0);
  }
}
