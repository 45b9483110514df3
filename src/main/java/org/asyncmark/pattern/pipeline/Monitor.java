package org.asyncmark.pattern.pipeline;

import java.util.function.IntSupplier;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ResultCheck;

/**
 * A task that looks at the length of a queue at a fixed rate. Who waits for the op reads what it
 * saw once it has ended. Not final, so that tests can wait for what it sees.
 */
class Monitor extends Heartbeat {
  private IntSupplier length = () -> 0;
  private long looks;
  private long lengths;
  private int longest;

  /**
   * Creates a monitor that watches nothing yet.
   *
   * @param periodNanos from one look to the next, 1 and up
   */
  Monitor(long periodNanos) {
    super(periodNanos);
  }

  /** Says what to watch, before it is run; forgets what it saw before. */
  void watch(IntSupplier lengthOfQueue) {
    length = lengthOfQueue;
    looks = 0;
    lengths = 0;
    longest = 0;
  }

  @Override
  public boolean beat() {
    boolean again = super.beat();
    if (again) {
      look(length.getAsInt());
    }
    return again;
  }

  void look(int seen) {
    looks++;
    lengths += seen;
    longest = Math.max(longest, seen);
  }

  /**
   * Records the mean of what it saw.
   *
   * @throws IllegalStateException if the queue held more than it may
   */
  void recordDepth(RatioRecorder depth, int capacity, ResultCheck check) {
    if (longest > capacity) {
      throw check.failed(longest + " items in a queue for " + capacity);
    }
    depth.record((double) lengths, (double) looks);
  }
}
