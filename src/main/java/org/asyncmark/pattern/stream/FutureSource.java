package org.asyncmark.pattern.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * The source of a stream of futures: it hands one item after the other over and goes on when that
 * is on its way. Cancelling it ends it where it waits; its end is that it is free.
 */
final class FutureSource extends AsyncTask implements Runnable {
  private final Executor tasks;
  private final @Nullable FutureLeaf leaf;
  private final StreamOp op;
  private final Function<Long, ? extends CompletableFuture<?>> handOver;
  private int number;
  private boolean free;
  private long waits;
  private @Nullable Throwable failure; // published by the end mark

  /**
   * Creates a source that does nothing until it is run.
   *
   * @param tasks runs what comes behind a wait
   * @param handOver takes an item; done when the next one may be begun
   */
  FutureSource(
      Executor tasks,
      @Nullable FutureLeaf leaf,
      StreamOp op,
      Function<Long, ? extends CompletableFuture<?>> handOver) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.op = op;
    this.handOver = handOver;
  }

  /** Returns how many items had to wait until they were handed over; after its end. */
  long waits() {
    return waits;
  }

  /** Returns what the source has thrown; null for nothing. For who has got the end mark. */
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void run() {
    op.open();
    step(first -> produce(), this);
  }

  private void produce() throws Exception {
    while (!isCancelled()) {
      Long item = op.begin(number);
      if (item < 0) {
        leave();
        return;
      }
      if (leaf != null) {
        goOnAfter(leaf.call(op.shape().leafOfSource(number)), tasks, done -> handOver(item));
        return;
      }
      if (!isHandedOver(item)) {
        return;
      }
    }
    leave();
  }

  private void handOver(Long item) throws Exception {
    if (isHandedOver(item)) {
      produce();
    }
  }

  /** Hands an item over; if that has to wait, the source goes on behind it. */
  private boolean isHandedOver(Long item) {
    op.handing(item);
    number++;
    CompletableFuture<?> handed = handOver.apply(item);
    if (handed.isDone()) {
      handed.join(); // throws if it failed
      return true;
    }
    waits++;
    goOnAfter(handed, tasks, done -> produce());
    return false;
  }

  /** Frees what the source needs, and has the end come behind the items. */
  private void leave() {
    free = true;
    op.free();
    CompletableFuture<?> handed =
        isCancelled() ? CompletableFuture.completedFuture(this) : handOver.apply(StreamOp.END);
    if (handed.isDone()) {
      end();
    } else {
      waits++;
      goOnAfter(handed, tasks, done -> end());
    }
  }

  @Override
  protected void fail(Throwable thrown) {
    if (free) { // cancelled, and nobody has taken the end
      end();
    } else {
      failure = FutureResults.unwrapped(thrown);
      leave();
    }
  }
}
