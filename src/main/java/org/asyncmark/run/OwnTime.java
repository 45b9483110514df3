package org.asyncmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The time of a fork that it did not stand still, and when its turns came. From any thread. */
final class OwnTime {
  private final LongSupplier nanoTime;
  private final List<Long> turnsMillis = new ArrayList<>();
  private boolean standing = true;
  private long sumNanos;
  private long sinceNanos;

  /** Creates the time of a fork that is not started yet. */
  OwnTime() {
    this(System::nanoTime);
  }

  OwnTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The fork goes on; also the first time. */
  synchronized void goOn() {
    standing = false;
    sinceNanos = nanoTime.getAsLong();
  }

  /** The fork goes on with a turn. */
  synchronized void turn() {
    turnsMillis.add(System.currentTimeMillis());
    goOn();
  }

  /** The fork stands still. */
  synchronized void stand() {
    sumNanos = nanos();
    standing = true;
  }

  /** Returns the sum until now. */
  synchronized long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos());
  }

  private long nanos() {
    return standing ? sumNanos : sumNanos + nanoTime.getAsLong() - sinceNanos;
  }

  /** Returns when the turns began, in milliseconds since the epoch. */
  synchronized List<Long> turnsMillis() {
    return List.copyOf(turnsMillis);
  }
}
