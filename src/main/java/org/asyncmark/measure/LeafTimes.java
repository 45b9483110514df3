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
  private final String cell;
  private final String missing;

  /**
   * Creates room for the leaves of one op.
   *
   * @param cell what is in front of messages: pattern and model
   * @param leaves the greatest number of leaves of an op, 0 and up
   */
  public LeafTimes(String cell, int leaves) {
    this(cell, leaves, "did not run");
  }

  private LeafTimes(String cell, int leaves, String missing) {
    this.cell = cell;
    this.startedNanos = new long[leaves];
    this.endedNanos = new long[leaves];
    this.missing = missing;
  }

  /**
   * Returns times of what leaves wait for before they may work: asking for it is the start, having
   * it is the end.
   *
   * @param cell what is in front of messages: pattern and model
   * @param leaves the greatest number of leaves of an op, 0 and up
   * @param awaited what they wait for, for the message of an error: {@code permit}
   */
  public static LeafTimes ofWaits(String cell, int leaves, String awaited) {
    return new LeafTimes(cell, leaves, "did not wait for its " + awaited);
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
      recorder.record(lasted(i, leaves));
    }
  }

  /** Tells whether a leaf of this op has started to work, a moment ago at the latest. */
  public boolean hasStarted(int index) {
    return startedNanos[index] != 0;
  }

  /** Tells whether a leaf of the last op ran from start to end. */
  public boolean ran(int index) {
    return startedNanos[index] != 0 && endedNanos[index] != 0;
  }

  /**
   * Returns how many leaves of the last op started to work.
   *
   * @param leaves number of leaves of the op
   */
  public int started(int leaves) {
    int started = 0;
    for (int i = 0; i < leaves; i++) {
      started += startedNanos[i] == 0 ? 0 : 1;
    }
    return started;
  }

  /**
   * Records of each leaf of the last op how much longer these times of it are than others, which
   * lie within them: what it took to get there and back.
   *
   * @param leaves number of leaves of the op
   * @throws IllegalStateException if one of them has not both times
   */
  public void recordBeyond(LeafTimes within, LatencyRecorder recorder, int leaves) {
    for (int i = 0; i < leaves; i++) {
      recorder.record(lasted(i, leaves) - within.lasted(i, leaves));
    }
  }

  /**
   * Requires that leaves of the last op ran from start to end.
   *
   * @param leaves number of leaves of the op
   * @throws IllegalStateException if one did not
   */
  public void requireAll(int leaves) {
    for (int i = 0; i < leaves; i++) {
      lasted(i, leaves);
    }
  }

  /**
   * Returns how long the leaves of the last op were at work, all of them together, in nanoseconds.
   *
   * @param leaves number of leaves of the op
   * @throws IllegalStateException if one of them did not run from start to end
   */
  public long sumNanos(int leaves) {
    long sum = 0;
    for (int i = 0; i < leaves; i++) {
      sum += lasted(i, leaves);
    }
    return sum;
  }

  private long lasted(int index, int leaves) {
    if (!ran(index)) {
      throw new IllegalStateException(cell + ": leaf " + index + " of " + leaves + " " + missing);
    }
    return endedNanos[index] - startedNanos[index];
  }

  /**
   * Returns how many leaves of the last op were at work at the same time, at most. It is found out
   * afterwards from their own notes, so that no counter that all of them write is in what is
   * measured. A leaf that starts when another ends, by the clock, starts after it.
   *
   * @param leaves number of leaves of the op
   */
  public int mostAtOnce(int leaves) {
    long[] starts = Arrays.copyOf(startedNanos, leaves);
    long[] ends = Arrays.copyOf(endedNanos, leaves);
    Arrays.sort(starts);
    Arrays.sort(ends);
    int most = 0;
    int ended = 0;
    for (int started = 0; started < leaves; started++) {
      while (ended < started && ends[ended] - starts[started] <= 0) {
        ended++;
      }
      most = Math.max(most, started + 1 - ended);
    }
    return most;
  }
}
