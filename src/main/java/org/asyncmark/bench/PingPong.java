package org.asyncmark.bench;

import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;

/** Two callbacks that schedule each other, a number of times. */
final class PingPong {
  private final EventLoop loop;
  private final LoopFuture<Integer> end;
  private final int callbacks;
  private final Runnable ping = this::ping;
  private final Runnable pong = this::pong;
  private int ran;

  PingPong(EventLoop loop, int callbacks) {
    this.loop = loop;
    this.end = new LoopFuture<>(loop);
    this.callbacks = callbacks;
  }

  int run() throws ExecutionException {
    loop.callSoon(ping);
    return loop.runUntilComplete(end);
  }

  private void ping() {
    next(pong);
  }

  private void pong() {
    next(ping);
  }

  private void next(Runnable other) {
    if (++ran == callbacks) {
      end.complete(ran);
    } else {
      loop.callSoon(other);
    }
  }
}
