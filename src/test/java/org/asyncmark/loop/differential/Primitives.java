package org.asyncmark.loop.differential;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopEvent;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopLock;

/** The parts of the loop that a test may replace by wrong ones; here they are the loop's own. */
class Primitives {
  Mutex lock(EventLoop loop) {
    return Mutex.of(new LoopLock());
  }

  Flag event(EventLoop loop) {
    return Flag.of(new LoopEvent());
  }

  Awaitable<Void> waitFor(EventLoop loop, Awaitable<Void> awaitable, Duration timeout) {
    return Async.waitFor(awaitable, timeout);
  }

  LoopFuture<List<String>> gather(EventLoop loop, Collection<Awaitable<String>> awaitables) {
    return Async.gather(loop, awaitables);
  }
}
