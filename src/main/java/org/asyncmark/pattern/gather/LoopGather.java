package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@link Gather} as callbacks on one loop: a counter, and no atomic, because one thread does it
 * all.
 */
final class LoopGather implements Gather {
  private final EventLoop loop;
  private final LoopLeaf leaf;

  LoopGather(EventLoop loop, LoopLeaf leaf) {
    this.loop = loop;
    this.leaf = leaf;
  }

  @Override
  public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> new Gathering<>(true, LoopGather::value).start(fanOut));
  }

  @Override
  public List<Outcome> collect(int fanOut) throws InterruptedException {
    try {
      return loop.callAndWait(() -> new Gathering<>(false, LoopGather::outcome).start(fanOut));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the loop did not finish the gather: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    leaf.close();
    loop.close();
  }

  private static Outcome outcome(LoopFuture<Long> ended) {
    Throwable failure = failure(ended);
    return failure == null ? Outcome.of(value(ended)) : Outcome.failed(failure);
  }

  private static long value(LoopFuture<Long> ended) {
    try {
      return ended.result();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asked for the value of a leaf that failed", e);
    }
  }

  private static @Nullable Throwable failure(LoopFuture<Long> ended) {
    return ended.isCancelled()
        ? new CancellationException("the leaf was cancelled")
        : ended.failure();
  }

  /** One gather under way; loop thread only. */
  private final class Gathering<T> {
    private final boolean failFast;
    private final Function<LoopFuture<Long>, T> result;
    private final LoopFuture<List<T>> gathered = new LoopFuture<>(loop);
    private final List<LoopFuture<Long>> leaves = new ArrayList<>();
    private int pending;

    Gathering(boolean failFast, Function<LoopFuture<Long>, T> result) {
      this.failFast = failFast;
      this.result = result;
    }

    LoopFuture<List<T>> start(int fanOut) {
      pending = fanOut;
      if (fanOut == 0) {
        gathered.complete(List.of());
      }
      for (int i = 0; i < fanOut; i++) {
        LoopFuture<Long> started = leaf.call(i);
        leaves.add(started);
        started.onDone(this::ended);
      }
      gathered.onDone(
          done -> {
            if (done.isCancelled()) {
              leaves.forEach(LoopFuture::cancel);
            }
          });
      return gathered;
    }

    private void ended(LoopFuture<Long> ended) {
      pending--;
      if (gathered.isDone()) {
        return; // failed before, or cancelled
      }
      Throwable failure = failFast ? failure(ended) : null;
      if (failure != null) {
        gathered.fail(failure);
      } else if (pending == 0) {
        gathered.complete(results());
      }
    }

    private List<T> results() {
      List<T> results = new ArrayList<>(leaves.size());
      for (LoopFuture<Long> each : leaves) {
        results.add(result.apply(each));
      }
      return results;
    }
  }
}
