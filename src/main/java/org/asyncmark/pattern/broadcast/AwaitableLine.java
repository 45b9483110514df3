package org.asyncmark.pattern.broadcast;

import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopQueue;

/** A connection for tasks of its loop. Loop thread only. */
final class AwaitableLine extends LoopLine {
  private final LoopQueue<Integer> inbox = LoopQueue.fifo();

  AwaitableLine(EventLoop loop, Frames frames, Frames.Reader reader) {
    super(loop, frames, reader);
  }

  @Override
  void arrived(Integer message) {
    inbox.putNowait(message);
  }

  @Override
  boolean isEmpty() {
    return inbox.isEmpty();
  }

  /** Waits for the next message; {@link Deliveries#END} also if the connection is lost. */
  Awaitable<Integer> receive() {
    readOn();
    return inbox.get();
  }

  /** Sends a message or the end mark; waits while the sockets' buffers are full. */
  Awaitable<Void> send(Integer message) {
    LoopFuture<Void> sent = new LoopFuture<>(loop());
    boolean now =
        send(
            message,
            () -> {
              if (!sent.isDone()) { // cancelled
                sent.complete(null);
              }
            });
    return now ? Awaitable.done() : sent;
  }
}
