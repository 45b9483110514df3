package org.asyncmark.leaf;

import java.util.Map;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopCounts;
import org.asyncmark.measure.RunningTotals;

/** Starts the loops that models run on, so that their work is among the counts of a fork. */
public final class CountedLoop {
  private CountedLoop() {}

  /**
   * Starts a loop on a thread of its own, which reports its counts until it is closed.
   *
   * @param threadName name of the thread
   * @throws java.io.UncheckedIOException if the machine has no descriptor left for a selector
   */
  public static EventLoop start(String threadName) {
    EventLoop loop = EventLoop.start(threadName);
    RunningTotals.report(() -> byName(loop.counts()), loop::isClosed);
    return loop;
  }

  private static Map<String, Long> byName(LoopCounts counts) {
    return Map.of(
        "loop.turns", counts.turns(),
        "loop.sleeps", counts.sleeps(),
        "loop.wakeups", counts.wakeups(),
        "loop.keys", counts.keys(),
        "loop.callbacks", counts.callbacks(),
        "loop.timers", counts.timers());
  }
}
