package org.asyncmark.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Futures in the order in which they get done. Several tasks may wait for the next one at a time.
 * Loop thread only.
 *
 * <pre>{@code
 * Awaitable<Void> printAll(AsCompleted<String> completed) {
 *   return completed.hasNext()
 *       ? completed.nextResult().then(text -> { print(text); return printAll(completed); })
 *       : Awaitable.done();
 * }
 * }</pre>
 */
public final class AsCompleted<T> {
  private final Set<LoopFuture<T>> todo = new LinkedHashSet<>();
  private final LoopQueue<Optional<LoopFuture<T>>> done = LoopQueue.fifo(); // empty: timed out
  private final Consumer<LoopFuture<T>> futureDone = this::futureDone;
  private final @Nullable Duration timeout;
  private final @Nullable TimerHandle timer;
  private int left;

  AsCompleted(
      EventLoop loop,
      Collection<? extends Awaitable<? extends T>> awaitables,
      @Nullable Duration timeout) {
    todo.addAll(Async.ensureAll(loop, "asCompleted", awaitables));
    todo.forEach(future -> future.whenDone(futureDone));
    this.left = todo.size();
    this.timeout = timeout;
    this.timer = timeout == null || todo.isEmpty() ? null : loop.callLater(timeout, this::timedOut);
  }

  /** Tells whether there is a future that {@link #next} was not called for yet. */
  public boolean hasNext() {
    return left > 0;
  }

  /**
   * Waits for the next future to be done and returns that. It fails with a {@link TimeoutException}
   * if the time is over before.
   *
   * @throws NoSuchElementException if there is none left
   */
  public Awaitable<LoopFuture<T>> next() {
    if (left == 0) {
      throw new NoSuchElementException("every future was returned before; ask hasNext() first");
    }
    left--;
    return done.get().map(next -> next.orElseThrow(() -> Timeout.expired(timeout, null)));
  }

  /**
   * Waits for the next future to be done and returns its result, or fails as it did.
   *
   * @throws NoSuchElementException if there is none left
   */
  public Awaitable<T> nextResult() {
    return next().then(future -> future);
  }

  private void futureDone(LoopFuture<T> future) {
    if (!todo.remove(future)) {
      return; // the time was over before
    }
    done.putNowait(Optional.of(future));
    if (todo.isEmpty() && timer != null) {
      timer.cancel();
    }
  }

  private void timedOut() {
    for (LoopFuture<T> future : todo) {
      future.removeOnDone(futureDone);
      done.putNowait(Optional.empty());
    }
    todo.clear();
  }
}
