package org.asyncmark.pattern.stream;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Streaming} as a pull of futures: the consumer asks for the future of the next item and
 * goes on behind it. An {@link AsyncQueue} holds the items, or hands them over. No thread waits in
 * it, and who had to wait goes on as a task of the pool, so that source and consumer run in
 * parallel, as threads do.
 *
 * @param leaf what source and consumer do for each item; null for nothing
 */
record FutureStreaming(ExecutorService tasks, StreamShape shape, @Nullable FutureLeaf leaf)
    implements Streaming {
  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    Consumer consumer = new Consumer(op);
    tasks.execute(consumer);
    try {
      consumer.ended().get();
    } catch (InterruptedException e) {
      consumer.cancel();
      throw e;
    }
    return counting ? consumer.waits() : 0;
  }

  private final class Consumer extends AsyncTask implements Runnable {
    private final StreamOp op;
    private final AsyncQueue<Long> queue = new AsyncQueue<>(shape.ahead());
    private final FutureSource source;
    private long waits;

    Consumer(StreamOp op) {
      this.op = op;
      this.source = new FutureSource(tasks, leaf, op, queue::put);
    }

    long waits() {
      return waits + source.waits();
    }

    @Override
    public void run() {
      tasks.execute(source);
      step(first -> consume(), this);
    }

    private void consume() {
      while (op.wantsMore()) {
        if (isCancelled()) {
          fail(new CancellationException("the consumer was cancelled"));
          return;
        }
        CompletableFuture<Long> next = queue.take();
        if (!next.isDone()) {
          waits++;
          goOnAfter(next, tasks, this::dealWithAndGoOn);
          return;
        }
        if (!isDealtWith(next.join())) {
          return;
        }
      }
      close(null);
    }

    private void dealWithAndGoOn(Long item) {
      if (isDealtWith(item)) {
        consume();
      }
    }

    /** Takes an item; not at the end, and not while its leaf is at work. */
    private boolean isDealtWith(Long item) {
      if (item < 0) {
        close(source.failure());
        return false;
      }
      op.took(item);
      if (leaf != null) {
        goOnAfter(leaf.call(item.intValue()), tasks, done -> consume());
        return false;
      }
      return true;
    }

    @Override
    protected void fail(Throwable failure) {
      close(FutureResults.unwrapped(failure));
    }

    /** Has the source end, and ends behind it. */
    private void close(@Nullable Throwable failure) {
      op.closing();
      source.cancel();
      source
          .ended()
          .whenComplete(
              (free, never) -> {
                if (failure == null) {
                  end();
                } else {
                  super.fail(failure);
                }
              });
    }
  }
}
