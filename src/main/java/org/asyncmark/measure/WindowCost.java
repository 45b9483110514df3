package org.asyncmark.measure;

import java.util.OptionalLong;

/**
 * What a window of requests was, for profilers that count: JMH counts it as one op, and an op of
 * ours is a request. JMH makes profilers itself and hands them no state, hence the static one;
 * written and read by JMH's threads one after the other. {@link CountersProfiler}, which every fork
 * has, forgets it before an iteration.
 *
 * @param requests that ended in it; 0 if there was no window
 * @param besideMicros processor time of what watches and paces, which is not the model's
 * @param allocatedBytes of all threads from the first request to the last; empty if the JVM does
 *     not tell
 */
public record WindowCost(long requests, long besideMicros, OptionalLong allocatedBytes) {
  private static final WindowCost NONE = new WindowCost(0, 0, OptionalLong.empty());

  private static volatile WindowCost last = NONE;

  /** Says what the window of this iteration was. */
  static void of(long requests, long besideMicros, OptionalLong allocatedBytes) {
    last = new WindowCost(requests, besideMicros, allocatedBytes);
  }

  /** Forgets it: that of a warm-up or a run-up. */
  static void forget() {
    last = NONE;
  }

  /** Returns what the window of the iteration that has just ended was. */
  public static WindowCost last() {
    return last;
  }

  /** Returns the ops of an iteration of which JMH says so many. */
  public long ops(long byJmh) {
    return requests > 0 ? requests : byJmh;
  }
}
