package org.asyncmark.pattern.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.TimerHandle;

/**
 * {@link RateLimited} with a task per leaf on one loop, as a Python programmer would write it: a
 * token that is to come is a future that {@code call_at} completes, and a gather is over all. The
 * bucket is confined to the loop.
 */
record LoopRateLimited(EventLoop loop, LoopLeaf leaf) implements RateLimited {
  @Override
  public List<Long> run(RateOp op) throws ExecutionException, InterruptedException {
    TokenBucket bucket = new TokenBucket(op.rate());
    List<Awaitable<Long>> tasks = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      tasks.add(
          Awaitable.call(
              () ->
                  token(op, task, bucket)
                      .then(
                          due -> {
                            op.admitted(task);
                            return leaf.call(task);
                          })));
    }
    return loop.callAndWait(() -> Async.gather(loop, tasks));
  }

  private Awaitable<Void> token(RateOp op, int task, TokenBucket bucket) {
    long asked = op.asks(task);
    long due = bucket.take(asked);
    if (due == asked) {
      return Awaitable.done();
    }
    op.waits(task, due);
    LoopFuture<Void> token = new LoopFuture<>(loop);
    TimerHandle timer =
        loop.callAt(
            due,
            () -> {
              if (!token.isDone()) { // cancelled in the turn in which it was due
                token.complete(null);
              }
            });
    token.onDone(done -> timer.cancel());
    return token;
  }
}
