package org.asyncmark.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When the requests of a window are intended, from its beginning on: known before it begins, and
 * the same for every model, runtime and machine.
 */
public final class Arrivals {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] offsetsNanos;
  private final long windowNanos;

  private Arrivals(long[] offsetsNanos, long windowNanos) {
    this.offsetsNanos = offsetsNanos;
    this.windowNanos = windowNanos;
  }

  /**
   * Returns requests that come evenly. Each time is a multiple of the interval and not the sum of
   * rounded ones, which would drift.
   *
   * @param perSecond above 0
   * @param windowNanos 1 and up
   */
  public static Arrivals fixed(double perSecond, long windowNanos) {
    require(perSecond, windowNanos);
    int count = (int) Math.max(1, Math.round(perSecond * windowNanos / NANOS_PER_SECOND));
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = (long) (i * (NANOS_PER_SECOND / perSecond));
    }
    return new Arrivals(offsets, windowNanos);
  }

  /**
   * Returns requests that come independently of one another: a Poisson process, whose gaps are
   * exponential.
   *
   * @param perSecond above 0, on average
   * @param windowNanos 1 and up
   * @param seed the same one gives the same times, on every JDK
   * @see <a href="https://doi.org/10.1007/978-1-4613-8643-8">Devroye, Non-Uniform Random Variate
   *     Generation (1986), II.2</a> for the gaps, by inversion
   */
  public static Arrivals poisson(double perSecond, long windowNanos, long seed) {
    require(perSecond, windowNanos);
    SplittableRandom random = new SplittableRandom(seed);
    long[] offsets = new long[16];
    int count = 0;
    double next = 0;
    while (true) {
      next -= StrictMath.log(1 - random.nextDouble()) * NANOS_PER_SECOND / perSecond;
      if (next >= windowNanos && count > 0) {
        return new Arrivals(Arrays.copyOf(offsets, count), windowNanos);
      }
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
      }
      offsets[count++] = Math.min((long) next, windowNanos - 1);
    }
  }

  /** Returns requests that are all there at the beginning. */
  static Arrivals atOnce(int count, long windowNanos) {
    return new Arrivals(new long[count], windowNanos);
  }

  private static void require(double perSecond, long windowNanos) {
    if (!(perSecond > 0 && perSecond < NANOS_PER_SECOND)) {
      throw new IllegalArgumentException(
          "wanted a rate above 0 and below 1000000000/s, got " + perSecond);
    }
    if (windowNanos < 1) {
      throw new IllegalArgumentException("wanted a window of 1 ns at least, got " + windowNanos);
    }
  }

  /** Returns how many requests there are, 1 and up. */
  public int count() {
    return offsetsNanos.length;
  }

  /** Returns when a request is intended, in nanoseconds from the window's beginning. */
  public long offsetNanos(int request) {
    return offsetsNanos[request];
  }

  /** Returns how long the window lasts, in nanoseconds. */
  public long windowNanos() {
    return windowNanos;
  }

  /** Returns a number that is the same for the same times, and hardly ever for others. */
  public int fingerprint() {
    return Arrays.hashCode(offsetsNanos);
  }
}
