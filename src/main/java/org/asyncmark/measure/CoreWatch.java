package org.asyncmark.measure;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Waits until nobody else uses the cores of this JVM and of the backend. What is compared with is
 * the least ratio that {@link CoreProbe} has found in this JVM, its warm-up included, so that
 * nothing has to be known of the machine. It looks at the machine and never at what is measured,
 * hence it cannot favour one arm over another. For one thread at a time.
 *
 * <p>On a machine whose cores are of different kinds the least ratio may be that of the other kind:
 * then every wait lasts to its end.
 */
final class CoreWatch {
  /** Above the spread of a core of one's own, below the cost of a busy neighbour. */
  static final double CROWDED = 1.2;

  /** Looks that are made while the probe may not be compiled yet, and not believed. */
  static final int FIRST_LOOKS = 5;

  private static final int REPETITIONS_OF_FIRST_LOOKS = 40;
  private static final long PAUSE_MILLIS = 10;
  private static final int QUIET_LOOKS = 10;

  /** JMH makes profilers itself and hands them no state. */
  static final CoreWatch OF_THIS_JVM =
      new CoreWatch(
          CoreProbe.ofThisMachine()::worst, System::nanoTime, TimeUnit.MILLISECONDS::sleep);

  private final DoubleSupplier ratio;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private int looks;
  private double least = Double.POSITIVE_INFINITY;

  CoreWatch(DoubleSupplier ratio, LongSupplier nanoTime, Pause pause) {
    this.ratio = ratio;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /**
   * Returns how much longer work takes that fills a core than it does at best: about 1 for cores of
   * one's own, up to 2 for the most crowded of them; 1 if there is nothing yet to compare with.
   */
  double crowding() {
    if (looks < FIRST_LOOKS) {
      looks++;
      for (int i = 0; i < REPETITIONS_OF_FIRST_LOOKS; i++) {
        double unused = ratio.getAsDouble();
      }
      return 1;
    }
    double now = ratio.getAsDouble();
    least = Math.min(least, now);
    return now / least;
  }

  /**
   * Waits until the cores are not crowded, or until a cap. A neighbour that pauses is not gone:
   * once it was seen it has to be away for {@value #QUIET_LOOKS} looks in a row.
   *
   * @param capMillis 0 or more
   * @return milliseconds waited, 0 if they were not crowded
   */
  long waitUntilAlone(long capMillis) {
    long startNanos = nanoTime.getAsLong();
    long waitedMillis = 0;
    int quietLooks = crowding() > CROWDED ? 0 : QUIET_LOOKS;
    try {
      while (waitedMillis < capMillis && quietLooks < QUIET_LOOKS) {
        pause.millis(PAUSE_MILLIS);
        quietLooks = crowding() > CROWDED ? 0 : quietLooks + 1;
        waitedMillis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // for JMH, which is ending this fork
    }
    return waitedMillis;
  }
}
