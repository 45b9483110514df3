package org.asyncmark.loop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a loop from spinning when its poller returns again and again without a ready channel, a
 * wake-up or a timer that is due, as selectors of old kernels did. First the poller is rebuilt; if
 * that does not help, every such return is followed by a pause. Loop thread only.
 */
final class PrematureReturns {
  /** Returns in a row before something is done; the number that Netty has found to do. */
  static final int TOLERATED = 512;

  /** Long enough to cost next to nothing, short enough not to be noticed as an outage. */
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LoopConfig config;
  private final Poller poller;
  private int inARow;
  private boolean rebuilt;

  PrematureReturns(LoopConfig config, Poller poller) {
    this.config = config;
    this.poller = poller;
  }

  /** Notes that the poller returned for a reason. */
  void reset() {
    inARow = 0;
    rebuilt = false;
  }

  /** Notes that the poller returned for none. */
  void count() {
    if (inARow < TOLERATED) {
      inARow++;
    } else if (rebuilt) {
      config.clock().pause(PAUSE_NANOS);
    } else {
      rebuild();
    }
  }

  private void rebuild() {
    rebuilt = true;
    inARow = 0;
    try {
      poller.rebuild();
    } catch (IOException e) {
      config.report(e);
    }
  }
}
