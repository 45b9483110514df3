package org.asyncmark.loop;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The numbers behind {@link LoopCounts}. The loop's thread adds once a turn, by plain reads and
 * opaque writes, which cost what a plain field costs and are whole for readers on other threads;
 * only wake-ups, each of which is a system call anyway, are counted by an atomic.
 */
final class LoopCounters {
  // Words at least a cache line away from each end and, for those that other threads write, from
  // the loop's own.
  private static final int TURNS = 16;
  private static final int SLEEPS = 17;
  private static final int KEYS = 18;
  private static final int CALLBACKS = 19;
  private static final int TIMERS = 20;
  private static final int WAKEUPS = 36;
  private static final int WORDS = 52;

  private final AtomicLongArray words = new AtomicLongArray(WORDS);

  /** Adds what one turn did; on the loop's thread. */
  void turn(boolean slept, int keys, int timers, int callbacks) {
    add(TURNS, 1);
    if (slept) {
      add(SLEEPS, 1);
    }
    add(KEYS, keys);
    add(TIMERS, timers);
    add(CALLBACKS, callbacks);
  }

  /** Adds one wake-up; from any thread. */
  void wakeup() {
    words.getAndIncrement(WAKEUPS);
  }

  /** Reads the numbers; from any thread. A turn that ends meanwhile may be in some of them only. */
  LoopCounts read() {
    return new LoopCounts(
        words.getOpaque(TURNS),
        words.getOpaque(SLEEPS),
        words.getOpaque(WAKEUPS),
        words.getOpaque(KEYS),
        words.getOpaque(CALLBACKS),
        words.getOpaque(TIMERS));
  }

  private void add(int word, long amount) {
    if (amount != 0) {
      words.setOpaque(word, words.getPlain(word) + amount);
    }
  }
}
