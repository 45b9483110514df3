/**
 * The primitives of asyncio for {@link java.util.concurrent.CompletableFuture}s: semaphore, mutex,
 * queue, event and condition that never block a thread. The JDK has none. Imports nothing of ours.
 *
 * <p>All of them are first come, first served, may be used from any thread, and hand over directly:
 * what is released to a waiter is the waiter's, nobody overtakes him. Steps that depend on a future
 * run on the thread that completes it, one after the other and never nested, unless they are made
 * asynchronous by the caller ({@code thenRunAsync}).
 *
 * <p>Whoever cancels a future that he waits for, or completes it in any other way ({@code
 * orTimeout}), gives up his place: nothing is handed to it any more. A waiter that gave up is
 * forgotten when its turn comes.
 */
@NullMarked
package org.asyncmark.future;

import org.jspecify.annotations.NullMarked;
