package org.asyncmark.measure;

/**
 * What a window of requests was, for {@link CountersProfiler}: JMH counts it as one op, and an op
 * of ours is a request. JMH makes profilers itself and hands them no state, hence the static one;
 * written and taken by JMH's threads one after the other.
 *
 * @param requests that ended in it; 0 if there was no window
 * @param besideMicros processor time of what watches and paces, which is not the model's
 */
record WindowCost(long requests, long besideMicros) {
  private static final WindowCost NONE = new WindowCost(0, 0);

  private static volatile WindowCost last = NONE;

  /** Says what the window of this iteration was. */
  static void of(long requests, long besideMicros) {
    last = new WindowCost(requests, besideMicros);
  }

  /** Returns what it was, and forgets it. */
  static WindowCost take() {
    WindowCost taken = last;
    last = NONE;
    return taken;
  }

  /** Returns the ops of an iteration of which JMH says so many. */
  long ops(long byJmh) {
    return requests > 0 ? requests : byJmh;
  }
}
