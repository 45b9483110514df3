package org.asyncmark.loop;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The way from other threads into a loop: a stack that many threads push on and the loop takes off
 * as a whole. Its top also says whether the loop sleeps and whether it is closed, so that one
 * compare-and-set hands over the work <em>and</em> decides who wakes the loop.
 *
 * <pre>
 *                ┌────────────── drainTo ───────────────┐
 *                ▼                                      │
 *   ┌──────▶ EMPTY ───────────── push ──────────▶ newest ─▶ … ─▶ oldest ◀─┐
 *   │        │   ▲                                      │ ▲      │ push   │
 *   │  sleep │   │ drainTo                              │ │      └────────┘
 *   │        ▼   │                                      │ │
 *   │      SLEEPING ──────── push, and wake ────────────┼─┘
 *   │        │                                          │
 *   └────────┴──────────────── close ───────────────────┴──▶ CLOSED: push returns false
 * </pre>
 *
 * <p>The races, and why none loses work or wakes twice:
 *
 * <ol>
 *   <li>A push before {@link #sleep}: the top is not EMPTY, sleep returns false, and the loop does
 *       not block.
 *   <li>A push after sleep, before the loop blocks: it replaces SLEEPING, so it wakes the poller,
 *       and a poller that is woken before it blocks does not block.
 *   <li>Pushes by several threads while the loop sleeps: exactly one replaces SLEEPING and pays for
 *       the wake-up; the others find its handle on top and pay nothing.
 *   <li>A push while the loop is busy finds EMPTY or a handle: no wake-up. The loop looks into the
 *       inbox between that push and its next sleep, by 1.
 *   <li>A channel wakes the loop between the replacing of SLEEPING and the wake-up that follows:
 *       the loop drains the handle at once, and the late wake-up ends a later poll early. That
 *       costs one turn and nothing else.
 *   <li>A push at the same time as {@link #closeTo}: either its handle is among those that closeTo
 *       moves, or it finds CLOSED and is refused.
 *   <li>A push that was preempted between reading the top and replacing it fails to replace it if
 *       anything was pushed or drained meanwhile, and tries again. If the same handle were on top
 *       again, the swap would rightly succeed; but a handle is pushed only once.
 * </ol>
 */
final class Inbox {
  private static final Handle EMPTY = new Handle(() -> {});
  private static final Handle SLEEPING = new Handle(() -> {});
  private static final Handle CLOSED = new Handle(() -> {});

  /** Place of the top within an array, far enough from its ends to be alone on its cache lines. */
  private static final int TOP = 32;

  private final AtomicReferenceArray<Handle> top = new AtomicReferenceArray<>(2 * TOP);
  private final Runnable wakeup;

  /**
   * Creates an empty inbox of a loop that is awake.
   *
   * @param wakeup wakes the loop; called on the thread that pushes
   */
  Inbox(Runnable wakeup) {
    this.wakeup = wakeup;
    top.set(TOP, EMPTY);
  }

  /**
   * Hands a callback over; from any thread.
   *
   * @return false if the inbox is closed
   */
  boolean push(Handle handle) {
    Handle seen;
    do {
      seen = top.get(TOP);
      if (seen == CLOSED) {
        return false;
      }
      handle.older = seen == SLEEPING ? EMPTY : seen;
    } while (!top.compareAndSet(TOP, seen, handle));
    if (seen == SLEEPING) {
      wakeup.run();
    }
    return true;
  }

  /**
   * Announces that the loop is going to block; on the loop's thread.
   *
   * @return false if there is work, and the loop must not block
   */
  boolean sleep() {
    return top.compareAndSet(TOP, EMPTY, SLEEPING);
  }

  /** Tells whether nobody has pushed since {@link #sleep}; on the loop's thread. */
  boolean isAsleep() {
    return top.get(TOP) == SLEEPING;
  }

  /**
   * Takes the loop out of its sleep and moves all work over, oldest first; on the loop's thread.
   */
  void drainTo(Consumer<Handle> ready) {
    Handle seen = top.get(TOP);
    if (seen != EMPTY && seen != CLOSED) {
      move(top.getAndSet(TOP, EMPTY), ready);
    }
  }

  /** Refuses all further work, and moves over what came before; on the loop's thread. */
  void closeTo(Consumer<Handle> ready) {
    move(top.getAndSet(TOP, CLOSED), ready);
  }

  private static void move(Handle newest, Consumer<Handle> ready) {
    if (newest == SLEEPING || newest == CLOSED) {
      return;
    }
    Handle oldest = EMPTY;
    for (Handle handle = newest; handle != EMPTY; ) {
      Handle next = handle.older;
      handle.older = oldest;
      oldest = handle;
      handle = next;
    }
    while (oldest != EMPTY) {
      Handle newer = oldest.older;
      oldest.older = null; // a handle that somebody keeps must not keep the ones that came later
      ready.accept(oldest);
      oldest = newer;
    }
  }
}
