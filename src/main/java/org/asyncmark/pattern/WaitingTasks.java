package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.jspecify.annotations.Nullable;

/** Tasks of a loop that wait, for a caller outside the loop. */
public final class WaitingTasks {
  private final EventLoop loop;
  private final int waiters;
  // loop thread only
  private @Nullable LoopFuture<List<Void>> ended;

  /**
   * Creates what holds the tasks.
   *
   * @param waiters how many there are
   */
  public WaitingTasks(EventLoop loop, int waiters) {
    this.loop = loop;
    this.waiters = waiters;
  }

  /**
   * Starts the tasks, and returns once each waits. They run in the loop's next turn, in order, and
   * the caller is told behind them: so each must get to its waiting without waiting for something
   * else.
   *
   * @param task returns what a waiter does; called on the loop's thread in that turn
   */
  public void arm(IntFunction<Awaitable<Void>> task) throws InterruptedException {
    try {
      loop.callAndWait(() -> start(task));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the loop did not start the waiters", e.getCause());
    }
  }

  /** Returns the future of all tasks, done as soon as one has failed; loop thread only. */
  public LoopFuture<List<Void>> ended() {
    if (ended == null) {
      throw new IllegalStateException("the waiters were not armed");
    }
    return ended;
  }

  private LoopFuture<Integer> start(IntFunction<Awaitable<Void>> task) {
    List<Awaitable<Void>> tasks = new ArrayList<>(waiters);
    for (int i = 0; i < waiters; i++) {
      int waiter = i;
      tasks.add(Task.start(loop, () -> task.apply(waiter)));
    }
    ended = Async.gather(loop, tasks);
    return Task.start(loop, Awaitable.of(waiters));
  }
}
