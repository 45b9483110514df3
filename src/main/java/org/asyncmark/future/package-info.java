/**
 * The primitives of asyncio for {@link java.util.concurrent.CompletableFuture}s: semaphore, mutex,
 * queue, event and condition that never block a thread. The JDK has none. Imports nothing of ours.
 *
 * <p>All of them are first come, first served, may be used from any thread, and hand over directly:
 * what is released to a waiter is the waiter's, nobody overtakes him. Steps that depend on a future
 * which somebody waits for run on the thread that completes it, one after the other and never
 * nested, unless they are made asynchronous by the caller ({@code thenRunAsync}). Two things follow
 * from that:
 *
 * <ul>
 *   <li>A step must not block on what it releases others for: their steps run on this thread, after
 *       it. Who goes on for long after a release keeps them waiting.
 *   <li>A step behind a future that is done already is run by the caller at once and nested, as it
 *       is with every {@link java.util.concurrent.CompletableFuture}. Who takes again and again
 *       loops while {@code isDone()} and adds a step only when there is something to wait for.
 * </ul>
 *
 * <p>Whoever cancels a future that he waits for, or completes it in any other way ({@code
 * orTimeout}), gives up his place: nothing is handed to it any more. That holds for the future that
 * he was given and not for those derived from it: when he cancels what {@code thenApply} returned,
 * the place is kept and what is handed over is lost. A waiter that gave up is forgotten when its
 * turn comes, or when those who gave up are the greater part of the line.
 */
@NullMarked
package org.asyncmark.future;

import org.jspecify.annotations.NullMarked;
