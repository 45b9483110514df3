package org.asyncmark.leaf;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@link LoopHttpClient} with the one future that waits for it: a {@link LoopFuture}
 * in the loop model, a {@link CompletableFuture} in the future model, so that neither model pays
 * for the other's. Loop thread only, but for its creation and {@link #isSettled}.
 */
final class LoopRequest {
  private final int index;
  private final EventLoop loop;
  private final @Nullable LoopFuture<Long> loopFuture;
  private final @Nullable CompletableFuture<Long> completableFuture;
  private @Nullable LoopConnection connection;
  private boolean settled;

  /** Creates a request that one of the two futures waits for. */
  LoopRequest(
      int index,
      EventLoop loop,
      @Nullable LoopFuture<Long> loopFuture,
      @Nullable CompletableFuture<Long> completableFuture) {
    this.index = index;
    this.loop = loop;
    this.loopFuture = loopFuture;
    this.completableFuture = completableFuture;
  }

  int index() {
    return index;
  }

  /** Returns the connection that this request is under way on; null if it waits or has ended. */
  @Nullable LoopConnection connection() {
    return connection;
  }

  void connection(@Nullable LoopConnection used) {
    connection = used;
  }

  /**
   * Tells whether the client has answered this request. Another thread may see false for a while.
   */
  boolean isSettled() {
    return settled;
  }

  boolean isWanted() {
    return completableFuture != null ? !completableFuture.isDone() : !loopFuture().isDone();
  }

  private LoopFuture<Long> loopFuture() {
    return Objects.requireNonNull(loopFuture, "one of the two is there");
  }

  void complete(long answer) {
    settled = true;
    if (completableFuture != null) {
      completableFuture.complete(answer);
    } else if (isWanted()) {
      loopFuture().complete(answer);
    }
  }

  void fail(IOException failure) {
    settled = true;
    if (completableFuture != null) {
      completableFuture.completeExceptionally(failure);
    } else if (loop.inLoopThread() && isWanted()) {
      // Off its thread the loop is dead, and nobody will ever look at its futures.
      loopFuture().fail(failure);
    }
  }
}
