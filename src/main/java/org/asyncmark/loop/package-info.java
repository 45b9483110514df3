/**
 * The hand-rolled selector loop, and asyncio's primitives on it. One platform thread owns a loop;
 * other threads may only hand it work. Imports java.nio and nothing of ours.
 *
 * <p>To read it: {@link org.asyncmark.loop.EventLoop} runs callbacks in turns; {@link
 * org.asyncmark.loop.LoopFuture} is a result to come; {@link org.asyncmark.loop.Task} waits for
 * futures as a coroutine does, with {@link org.asyncmark.loop.Awaitable} saying how its steps
 * follow; {@link org.asyncmark.loop.Async} has the functions of the module asyncio, and {@code
 * Loop…} its locks and queues. What they do is what CPython's asyncio does; {@code
 * src/docs/asyncio-parity.md} lists its tests, and where and why we differ.
 */
@NullMarked
package org.asyncmark.loop;

import org.jspecify.annotations.NullMarked;
