package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often somebody else uses the cores of this machine: what {@link CoreProbe} found in a second,
 * against the least of it.
 *
 * @param ratios by look, 1 and up: how much longer work takes that fills a core than at best
 */
public record Crowding(List<Double> ratios) {
  /** Above the spread of a core of one's own, below the cost of a busy neighbour. */
  private static final double CROWDED = 1.2;

  private static final int LOOKS = 40;
  private static final int WARM_UP_LOOKS = 200;
  private static final long PAUSE_MILLIS = 25;

  public Crowding {
    ratios = List.copyOf(ratios);
  }

  /**
   * Looks for a second, of which it computes for a hundredth.
   *
   * @throws InterruptedException if the caller was interrupted
   */
  public static Crowding sample() throws InterruptedException {
    CoreProbe probe = CoreProbe.ofThisMachine();
    List<Double> found = new ArrayList<>();
    for (int look = -WARM_UP_LOOKS; look < LOOKS; look++) {
      double ratio = probe.worst();
      if (look >= 0) {
        found.add(ratio);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    double least = Collections.min(found);
    return new Crowding(found.stream().map(ratio -> ratio / least).toList());
  }

  /** Returns how many looks found a neighbour, 0 and up. */
  public long crowded() {
    return ratios.stream().filter(ratio -> ratio > CROWDED).count();
  }

  /** Returns the greatest ratio, 1 and up. */
  public double worst() {
    return Collections.max(ratios);
  }
}
