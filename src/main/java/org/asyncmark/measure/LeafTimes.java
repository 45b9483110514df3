package org.asyncmark.measure;

import java.util.Arrays;

/**
 * When each leaf of one op started and ended. Each leaf writes the two slots of its own index, from
 * whatever thread it runs on; who waits for the op reads them once it is done. Two plain stores a
 * leaf: no lock, no atomic, the same in all models.
 */
public final class LeafTimes {
  private final long[] startedNanos;
  private final long[] endedNanos;

  /**
   * Creates room for the leaves of one op.
   *
   * @param leaves the greatest number of leaves of an op, 0 and up
   */
  public LeafTimes(int leaves) {
    startedNanos = new long[leaves];
    endedNanos = new long[leaves];
  }

  /**
   * Notes that a leaf starts to work now: not when it was asked for, and not while it waits for a
   * thread or connection.
   */
  public void start(int index) {
    startedNanos[index] = System.nanoTime();
  }

  /** Notes that a leaf has its result now. */
  public void end(int index) {
    endedNanos[index] = System.nanoTime();
  }

  /** Forgets the last op. */
  public void clear() {
    Arrays.fill(startedNanos, 0);
    Arrays.fill(endedNanos, 0);
  }

  /**
   * Records the service time of each leaf of the last op.
   *
   * @param leaves number of leaves of the op
   * @throws IllegalStateException if one of them did not run from start to end: its model did not
   *     do the work
   */
  public void recordInto(LatencyRecorder recorder, int leaves) {
    for (int i = 0; i < leaves; i++) {
      if (startedNanos[i] == 0 || endedNanos[i] == 0) {
        throw new IllegalStateException("leaf " + i + " of " + leaves + " did not run");
      }
      recorder.record(endedNanos[i] - startedNanos[i]);
    }
  }
}
