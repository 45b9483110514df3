package org.asyncmark.pattern.broadcast;

import java.util.concurrent.CompletableFuture;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/** A connection for futures: a hand-over to its loop, and one back. From any thread. */
final class FutureLine extends LoopLine {
  private final AsyncQueue<Integer> inbox = new AsyncQueue<>(Integer.MAX_VALUE);

  FutureLine(EventLoop loop, Frames frames, Frames.Reader reader) {
    super(loop, frames, reader);
  }

  @Override
  void arrived(Integer message) {
    inbox.put(message).join(); // there is room
  }

  @Override
  boolean isEmpty() {
    return inbox.size() == 0;
  }

  /**
   * Waits for the next message; {@link Deliveries#END} also if the connection is lost. Done on the
   * loop's thread if it has to wait.
   */
  CompletableFuture<Integer> receive() {
    readOn();
    return inbox.take();
  }

  /** Sends a message or the end mark; done on the loop's thread. */
  CompletableFuture<@Nullable Void> send(Integer message) {
    CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
    loop()
        .callSoonThreadsafe(
            () -> {
              if (send(message, () -> sent.complete(null))) {
                sent.complete(null);
              }
            });
    return sent;
  }

  /** Closes the publisher's end; what was sent still arrives. Done on the loop's thread. */
  CompletableFuture<@Nullable Void> hangUp() {
    return CompletableFuture.runAsync(this::disconnect, loop()::callSoonThreadsafe);
  }
}
