package org.asyncmark.loop;

import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;

/**
 * A place where a number of tasks wait for each other, again and again: {@code asyncio.Barrier}.
 * Loop thread only.
 *
 * <pre>
 *   filling ── the last one comes ──▶ draining ── all have gone on ──▶ filling
 *      └────── reset ──▶ resetting ── all have failed ──▶ filling;    abort ──▶ broken until reset
 * </pre>
 */
public final class LoopBarrier {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final LoopCondition condition = new LoopCondition();
  private final int parties;
  private State state = State.FILLING;
  private int inside;

  /**
   * Creates a barrier.
   *
   * @param parties number of tasks that wait for each other, 1 and up
   * @throws IllegalArgumentException if {@code parties} is less than 1
   */
  public LoopBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("want at least 1 party, got " + parties);
    }
    this.parties = parties;
  }

  /**
   * Returns an awaitable that ends when all parties have come. Its result is the number of those
   * who came before, 0 to one less than {@link #parties}, which is a way to choose one for
   * something special. It fails with a {@link BrokenBarrierException} if the barrier is reset or
   * aborted.
   */
  public Awaitable<Integer> await() {
    return condition.with(
        () ->
            condition
                .awaitUntil(() -> state != State.DRAINING && state != State.RESETTING)
                .then(ready -> enter()));
  }

  /**
   * Returns an awaitable that empties the barrier: who waits gets a {@link BrokenBarrierException}.
   * Afterwards the barrier is as new, even if it was broken.
   */
  public Awaitable<Void> reset() {
    return condition.with(
        () -> {
          state = inside > 0 ? State.RESETTING : State.FILLING;
          condition.signalAll();
          return Awaitable.done();
        });
  }

  /**
   * Returns an awaitable that breaks the barrier: who waits, and who comes, gets a {@link
   * BrokenBarrierException}.
   */
  public Awaitable<Void> abort() {
    return condition.with(
        () -> {
          state = State.BROKEN;
          condition.signalAll();
          return Awaitable.done();
        });
  }

  /** Returns the number of tasks that wait for each other. */
  public int parties() {
    return parties;
  }

  /** Returns the number of tasks that wait for the others to come. */
  public int waiting() {
    return state == State.FILLING ? inside : 0;
  }

  /** Tells whether the barrier was aborted and not reset since. */
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  int inside() {
    return inside;
  }

  private Awaitable<Integer> enter() throws BrokenBarrierException {
    if (state == State.BROKEN) {
      throw new BrokenBarrierException("the barrier was aborted before");
    }
    int index = inside++;
    return (inside == parties ? release() : awaitOthers()).ensure(this::leave).map(gone -> index);
  }

  private Awaitable<Void> release() {
    state = State.DRAINING;
    condition.signalAll();
    return Awaitable.done();
  }

  private Awaitable<Void> awaitOthers() {
    return condition
        .awaitUntil(() -> state != State.FILLING)
        .then(
            changed -> {
              if (state != State.DRAINING) {
                throw new BrokenBarrierException(
                    "the barrier was " + (isBroken() ? "aborted" : "reset") + " meanwhile");
              }
              return Awaitable.done();
            });
  }

  private void leave() {
    inside--;
    if (inside == 0) {
      if (state != State.BROKEN) {
        state = State.FILLING;
      }
      condition.signalAll();
    }
  }

  /** Names the state, and how many of the parties have come. */
  @Override
  public String toString() {
    String waiting = isBroken() ? "" : ", waiting " + waiting() + " of " + parties;
    return "LoopBarrier[" + state.name().toLowerCase(Locale.ROOT) + waiting + "]";
  }
}
