package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When the offers of an op come: drawn by seed, evenly over a window, anew for every op and the
 * same in all models. One thread draws, while nobody offers.
 */
final class Arrivals {
  private static final long SEED = 17;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final long windowNanos;
  private final long[] nanos;

  /**
   * Creates arrivals that are not drawn.
   *
   * @param offers 1 and up
   * @param window in which they come; 0 for all at once
   */
  Arrivals(int offers, Duration window) {
    windowNanos = window.toNanos();
    nanos = new long[offers];
  }

  /** Draws those of the next op. */
  void draw() {
    Arrays.setAll(nanos, offer -> random.nextLong(windowNanos + 1));
    Arrays.sort(nanos);
  }

  /** Returns when an offer comes, in nanoseconds from the beginning of the window. */
  long nanos(int offer) {
    return nanos[offer];
  }
}
