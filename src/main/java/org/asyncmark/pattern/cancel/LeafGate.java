package org.asyncmark.pattern.cancel;

import java.time.Duration;
import org.asyncmark.leaf.LeafPlan;

/** What keeps leaves from ending until they are cancelled. One thread holds and frees. */
interface LeafGate {
  /** Keeps leaves that are called from now on from ending. */
  void hold();

  /** Lets leaves that are called from now on end at once. */
  void free();

  /** {@link LeafGate} by the time that a leaf takes. */
  final class OfTime implements LeafGate, LeafPlan {
    private static final Duration FAR = Duration.ofSeconds(60);

    private volatile boolean held;

    @Override
    public void hold() {
      held = true;
    }

    @Override
    public void free() {
      held = false;
    }

    @Override
    public Duration delay(int index) {
      return held ? FAR : Duration.ZERO;
    }
  }
}
