package org.asyncmark.pattern.timeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.asyncmark.leaf.LeafPlan;

/**
 * Which leaves of an op outlast their deadline: drawn by seed, anew for every op, the same in all
 * models. One thread draws, while no leaf is at work.
 */
final class TimeoutPlan implements LeafPlan {
  /** How long a leaf takes that outlasts its deadline, unless it is cancelled. */
  static final Duration FAR = Duration.ofSeconds(60);

  private static final long SEED = 16;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Duration delay;
  private final int expiring;
  private final int[] order;
  private final boolean[] outlasting;

  /**
   * Creates a plan by which no leaf outlasts its deadline.
   *
   * @param leaves of an op, 1 and up
   * @param expiring how many outlast their deadline once it is drawn, 0 to {@code leaves}
   * @param delay how long the others take
   */
  TimeoutPlan(int leaves, int expiring, Duration delay) {
    this.delay = delay;
    this.expiring = expiring;
    this.outlasting = new boolean[leaves];
    this.order = new int[leaves];
    Arrays.setAll(order, leaf -> leaf);
  }

  /** Returns how many leaves are some per cent of them, rounded up: 1 % of a few are one. */
  static int share(int leaves, int percent) {
    return (int) ((leaves * (long) percent + 99) / 100);
  }

  /** Draws who outlasts the deadline in the next op: the first places of a shuffled order. */
  void draw() {
    Arrays.fill(outlasting, false);
    for (int place = 0; place < expiring; place++) {
      int drawn = random.nextInt(place, order.length);
      int leaf = order[drawn];
      order[drawn] = order[place];
      order[place] = leaf;
      outlasting[leaf] = true;
    }
  }

  boolean outlasts(int leaf) {
    return outlasting[leaf];
  }

  @Override
  public Duration delay(int leaf) {
    return outlasting[leaf] ? FAR : delay;
  }
}
