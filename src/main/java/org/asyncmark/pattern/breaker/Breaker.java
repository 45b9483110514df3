package org.asyncmark.pattern.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker: it watches calls to a service, and once too many of the last ones have failed
 * it rejects further calls at once, until a few probes have shown that the service is back.
 *
 * <pre>
 *   CLOSED ── the share of failures reaches the threshold ──▶ OPEN ── the first call after its time ──▶ HALF_OPEN
 *     ▲                                                        ▲                                            │
 *     │                                                        └── failures among the probes reach it ──────┤
 *     └──────────────────────── they do not ─────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>The definition, exact to the call: it judges at the end of a call, never before its window is
 * full, and opens if the failures among the last {@code window} calls are {@code thresholdPercent}
 * of them or more. It stays open for its whole time; the first call that asks later than that, by
 * any time, makes it half-open and is the first probe. No more than {@code probes} calls are let
 * through then; when all have ended they are judged by the same threshold. It closes with an empty
 * window. A call that ends when the state in which it was let through is over counts for nothing.
 *
 * <p>So by a plan of successes and failures in turn, a breaker of 50 % over 20 calls opens at the
 * twentieth call, whichever of the two is first: ten of twenty have failed then. It needs no
 * eleventh failure, and at 51 % it would never open.
 *
 * <p>A rejected call is told so by a value; no exception is made for it, in any mechanism.
 */
interface Breaker {
  /** What a call gets that is not let through. */
  long REJECTED = Long.MIN_VALUE;

  /** A breaker that is none: every call is let through. */
  Breaker NONE =
      new Breaker() {
        @Override
        public long tryAcquire() {
          return 0;
        }

        @Override
        public void ended(long permit, @Nullable Throwable failure) {}

        @Override
        public void released(long permit) {}

        @Override
        public State state() {
          return State.CLOSED;
        }
      };

  /** What a breaker does with calls. */
  enum State {
    /** They are let through, and counted. */
    CLOSED,
    /** They are rejected. */
    OPEN,
    /** A few are let through. */
    HALF_OPEN
  }

  /**
   * Asks to make a call.
   *
   * @return what has to be given back at its end; {@link #REJECTED} if it must not be made
   */
  long tryAcquire();

  /**
   * Notes the end of a call.
   *
   * @param permit what it got
   * @param failure what it failed with; null if it did not
   */
  void ended(long permit, @Nullable Throwable failure);

  /**
   * Notes that a call was given up, which says nothing of the service; a probe leaves its place.
   */
  void released(long permit);

  /** Returns the state; an open one whose time is over stays so until somebody asks. */
  State state();
}
