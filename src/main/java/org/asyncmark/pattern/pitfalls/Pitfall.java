package org.asyncmark.pattern.pitfalls;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/** A mistake that is made again and again. Each names the instrument of the suite that finds it. */
public enum Pitfall {
  /**
   * Some requests block the thread that all of them share, in place of handing that work over.
   * Instrument: the heartbeat of a victim on the same loop or executor.
   */
  BLOCKING_HANDLER(LeafKind.TIMER, "heartbeat"),
  /**
   * Each task is waited for before the next one is started, in place of starting them together.
   * Instrument: the most leaves that were at work at once, of {@link
   * org.asyncmark.measure.LeafTimes}.
   */
  ONE_BY_ONE(LeafKind.TIMER, "leaves at work at once"),
  /**
   * A session, which is a client with its connection, for each request in place of one for all of
   * them. Instrument: the count of sessions that were opened.
   */
  SESSION_PER_REQUEST(LeafKind.HTTP, "count of sessions"),
  /**
   * Tasks are started and forgotten, so that nobody learns that one failed. Instrument: {@link
   * OrphanWatch}, which counts failures that nobody has seen.
   */
  ORPHAN(LeafKind.CPU, "orphan watch"),
  /**
   * Two tasks take two locks in opposite order. The unlucky moment is arranged, so that each op
   * deadlocks. Instrument: a watchdog, which finds who waits for whom and tells of both; then one
   * of them is interrupted or cancelled, and the other one goes on.
   */
  LOCK_ORDER(null, "deadlock watchdog"),
  /**
   * A task waits inside {@code synchronized}, which up to JDK 23 keeps its carrier, in place of
   * holding a {@code ReentrantLock}. Instrument: JFR's {@code jdk.VirtualThreadPinned}, which
   * {@code profile} counts.
   */
  PINNED(LeafKind.TIMER, "jdk.VirtualThreadPinned");

  /** All instruments, by pitfall, in one line. */
  static final String INSTRUMENTS =
      "blocking-handler by the heartbeat, one-by-one by leaves at work at once, session-per-request"
          + " by a count of sessions, orphan by the orphan watch, lock-order by the deadlock"
          + " watchdog, pinned by jdk.VirtualThreadPinned of profile";

  private final @Nullable LeafKind leaf;
  private final String instrument;

  Pitfall(@Nullable LeafKind leaf, String instrument) {
    this.leaf = leaf;
    this.instrument = instrument;
  }

  /** Returns what each task does; null if it does nothing but take locks. */
  @Nullable LeafKind leaf() {
    return leaf;
  }

  /** Returns what finds the mistake, in words. */
  String instrument() {
    return instrument;
  }

  /** Tells whether the instrument counts in each op, so that the op can be held to it. */
  boolean counted() {
    return this != BLOCKING_HANDLER && this != PINNED;
  }

  /** Returns why a model cannot make the mistake, as it stands in tables; null if it can. */
  @Nullable String absence(Model model) {
    boolean threads = model == Model.PLATFORM || model == Model.VIRTUAL;
    if (this == BLOCKING_HANDLER && threads) {
      return "n/a (a thread that blocks is its request's own)";
    }
    if (this == PINNED && model != Model.VIRTUAL) {
      return model == Model.PLATFORM
          ? "n/a (a platform thread has no carrier to keep)"
          : "n/a (no monitor is held across a wait that is a step)";
    }
    return null;
  }
}
