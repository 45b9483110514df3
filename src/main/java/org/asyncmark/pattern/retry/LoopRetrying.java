package org.asyncmark.pattern.retry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Retrying} with a task each on one loop, as a Python programmer would write it: {@code try}
 * and {@code asyncio.sleep} in a loop, with {@code async with semaphore} around the loop or around
 * the attempt. The next attempt is the last thing that is waited for, which leaves no frame behind.
 */
record LoopRetrying(EventLoop loop, LoopLeaf leaf, LoopSemaphore permits, PermitRule rule)
    implements Retrying {
  @Override
  public void run(Attempts op) throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Async.gather(loop, tasks(op)));
  }

  @Override
  public AsyncOp<Attempts> op(Supplier<Attempts> next) {
    return new AsyncOp.OnLoop<>(
        () -> {
          Attempts op = next.get();
          return Async.gather(loop, tasks(op)).map(ended -> op);
        });
  }

  private List<Awaitable<Void>> tasks(Attempts op) {
    List<Awaitable<Void>> tasks = new ArrayList<>(op.tasks());
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      tasks.add(
          rule.held()
              ? permits.with(() -> attempt(op, task, 0))
              : Awaitable.call(() -> attempt(op, task, 0)));
    }
    return tasks;
  }

  private Awaitable<Void> attempt(Attempts op, int task, int failed) {
    Awaitable<Long> attempt =
        rule.held() ? leaf.call(op.begins(task)) : permits.with(() -> leaf.call(op.begins(task)));
    return attempt
        .then(
            value -> {
              op.succeeded(task, value);
              return Awaitable.done();
            })
        .except(IOException.class, failure -> failed(op, task, failed, failure));
  }

  private Awaitable<Void> failed(Attempts op, int task, int failed, IOException failure) {
    if (op.hasMadeLast(task)) {
      op.gaveUp(task, failure);
      return Awaitable.done();
    }
    return Async.sleep(Duration.ofMillis(op.asks(task, failed)))
        .then(due -> attempt(op, task, failed + 1));
  }
}
