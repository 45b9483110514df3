package org.asyncmark.measure;

/** A clock that moves only when somebody waits or says so. For one thread. */
final class VirtualClock {
  private long nanos = 1_000;

  long nanoTime() {
    return nanos;
  }

  /** Waits: nobody else has anything to do meanwhile. */
  void park(long forNanos) {
    nanos += forNanos;
  }
}
