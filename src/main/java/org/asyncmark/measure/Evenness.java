package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How evenly a machine reads memory and computes: short slices of each in turn, whose times would
 * be alike on a machine of one's own. Other guests of a host share its caches and memory, which
 * shows in the reads and in no counter of steal.
 *
 * @param readNanos time of one random read, which depends on the read before it, by slice
 * @param computeNanos time of one step of arithmetic, by slice
 */
public record Evenness(List<Double> readNanos, List<Double> computeNanos) {
  /** More than a core has to itself on most machines, less than what all of them share. */
  public static final int MEBIBYTES = 8;

  private static final int SLICES = 20;
  private static final int WARM_UP_SLICES = 3;
  private static final int READS = 200_000;
  private static final int STEPS = 3_000_000;

  public Evenness {
    readNanos = List.copyOf(readNanos);
    computeNanos = List.copyOf(computeNanos);
  }

  /** Takes the slices on the calling thread, which takes half a second or so and 8 MiB. */
  public static Evenness sample() {
    int[] next = cycle(MEBIBYTES * (1 << 20) / Integer.BYTES);
    List<Double> reads = new ArrayList<>();
    List<Double> computed = new ArrayList<>();
    int place = 0;
    long state = 1;
    for (int slice = -WARM_UP_SLICES; slice < SLICES; slice++) {
      long start = System.nanoTime();
      place = read(next, place);
      long middle = System.nanoTime();
      state = compute(state);
      long end = System.nanoTime();
      if (slice >= 0) {
        reads.add((double) (middle - start) / READS);
        computed.add((double) (end - middle) / STEPS);
      }
    }
    if (place < 0 || state == 0) { // neither can be: so that the compiler keeps both
      throw new AssertionError("a cycle has no end and a xorshift no zero");
    }
    return new Evenness(reads, computed);
  }

  /** Returns the slowest slice of reads over the fastest, 1 and up. */
  public double readSpread() {
    return spread(readNanos);
  }

  /** Returns the slowest slice of arithmetic over the fastest, 1 and up. */
  public double computeSpread() {
    return spread(computeNanos);
  }

  private static double spread(List<Double> nanos) {
    return Collections.max(nanos) / Collections.min(nanos);
  }

  /** Returns for each place the next, all of them in one cycle in random order (Sattolo). */
  private static int[] cycle(int length) {
    int[] next = new int[length];
    for (int i = 0; i < length; i++) {
      next[i] = i;
    }
    Random random = new Random(1);
    for (int i = length - 1; i > 0; i--) {
      int other = random.nextInt(i);
      int kept = next[i];
      next[i] = next[other];
      next[other] = kept;
    }
    return next;
  }

  private static int read(int[] next, int from) {
    int place = from;
    for (int i = 0; i < READS; i++) {
      place = next[place];
    }
    return place;
  }

  private static long compute(long from) {
    long state = from;
    for (int i = 0; i < STEPS; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    return state;
  }
}
