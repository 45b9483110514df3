package org.asyncmark.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the {@code asyncio} module that combine futures and tasks, with its semantics.
 * Loop thread only.
 */
public final class Async {
  private Async() {}

  /**
   * Waits for a time, never less. No time, or a negative one, lets all callbacks that are ready now
   * run first, and costs no timer.
   */
  public static Awaitable<Void> sleep(Duration delay) {
    return delay.isNegative() || delay.isZero() ? NextTurn.INSTANCE : new Sleep(delay);
  }

  /**
   * Waits until all have a result, or one has failed or was cancelled: {@code gather}. Then the
   * others go on all the same, and their failures count as seen. Cancelling the gather cancels all
   * that are not done.
   *
   * @param awaitables those that are no futures are started as tasks
   * @return the results, in the order of {@code awaitables}; done at once if there are none
   * @throws IllegalArgumentException if one is a future of another loop
   */
  public static <T> LoopFuture<List<T>> gather(
      EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables) {
    return new Gathering<T, T>(loop, true, LoopFuture::value, awaitables).start();
  }

  /**
   * Waits until all are done, well or badly: {@code gather(return_exceptions=True)}. Cancelling the
   * gather cancels all that are not done, and then the gather fails with a {@link
   * CancelledException}.
   *
   * @param awaitables those that are no futures are started as tasks
   * @return the done futures, in the order of {@code awaitables}; done at once if there are none
   * @throws IllegalArgumentException if one is a future of another loop
   */
  public static <T> LoopFuture<List<LoopFuture<T>>> gatherSettled(
      EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables) {
    Function<LoopFuture<T>, LoopFuture<T>> itself = Function.identity();
    return new Gathering<>(loop, false, itself, awaitables).start();
  }

  /**
   * Waits for one or all of several futures: {@code wait}. Never cancels one, not even if the
   * waiting task is cancelled. Takes at least one turn. Fails with an {@link
   * IllegalArgumentException} if a future belongs to another loop than the task.
   *
   * @throws IllegalArgumentException if there are no futures
   */
  public static <T> Awaitable<Waited<T>> waitUntil(
      ReturnWhen when, Collection<? extends LoopFuture<? extends T>> futures) {
    return new Waiting<>(when, futures, null);
  }

  /**
   * Waits for one or all of several futures, but not for longer than {@code timeout}: what is not
   * done by then is left pending, and no exception tells of it.
   *
   * @throws IllegalArgumentException if there are no futures
   */
  public static <T> Awaitable<Waited<T>> waitUntil(
      ReturnWhen when, Collection<? extends LoopFuture<? extends T>> futures, Duration timeout) {
    return new Waiting<>(when, futures, Objects.requireNonNull(timeout, "timeout"));
  }

  /**
   * Yields futures in the order in which they get done: {@code as_completed}.
   *
   * @param awaitables those that are no futures are started as tasks
   * @throws IllegalArgumentException if one is a future of another loop
   */
  public static <T> AsCompleted<T> asCompleted(
      EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables) {
    return new AsCompleted<>(loop, awaitables, null);
  }

  /**
   * Yields futures in the order in which they get done, until {@code timeout} has passed.
   *
   * @param awaitables those that are no futures are started as tasks
   * @throws IllegalArgumentException if one is a future of another loop
   */
  public static <T> AsCompleted<T> asCompleted(
      EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables, Duration timeout) {
    return new AsCompleted<>(loop, awaitables, Objects.requireNonNull(timeout, "timeout"));
  }

  /**
   * Returns a future with the outcome of {@code inner}, whose cancellation does not reach {@code
   * inner}: {@code shield}. If {@code inner} fails after that, the loop's exception handler is
   * told.
   */
  public static <T> LoopFuture<T> shield(LoopFuture<T> inner) {
    inner.loop().requireLoopThread("shield");
    return inner.isDone() ? inner : Shield.of(inner);
  }

  /**
   * Waits for {@code awaitable}, but for no longer than {@code timeout}: then it is cancelled, and
   * once it has ended, a {@link TimeoutException} is thrown. What it fails with or returns in spite
   * of its cancellation is passed on: {@code wait_for}.
   *
   * @param timeout zero or negative: the result if {@code awaitable} is a done future, else it is
   *     cancelled without having been started
   */
  public static <T> Awaitable<T> waitFor(Awaitable<T> awaitable, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      return Task.current().then(task -> doneOrCancelled(task, awaitable));
    }
    return timeout(timeout, () -> awaitable);
  }

  /**
   * Runs {@code body} in a {@link Timeout}: the task is cancelled once {@code delay} has passed,
   * and the exception of that becomes a {@link TimeoutException} here.
   */
  public static <T> Awaitable<T> timeout(Duration delay, Callable<? extends Awaitable<T>> body) {
    return Timeout.after(delay).run(body);
  }

  /**
   * Has another thread do blocking work: {@code run_in_executor}. Cancelling the future keeps work
   * from being started; work that has started goes on and its result is dropped. If the executor
   * cancels the work, which is a {@link java.util.concurrent.FutureTask} to it, the future is
   * cancelled. If it drops the work without a word, the future stays as it is until somebody
   * cancels it.
   *
   * @param executor calls {@code work} on a thread of its own
   * @throws IllegalStateException on any other thread than the loop's, or if the loop is closed
   * @throws java.util.concurrent.RejectedExecutionException if {@code executor} takes no more work
   */
  public static <T> LoopFuture<T> runInExecutor(
      EventLoop loop, Executor executor, Callable<T> work) {
    return new Offload<>(loop, work).start(executor);
  }

  /** Returns the future itself, or a new task that waits for what is none. */
  @SuppressWarnings("unchecked") // a future of a subtype is one that yields a T
  static <T> LoopFuture<T> ensure(EventLoop loop, Awaitable<? extends T> awaitable) {
    return awaitable instanceof LoopFuture<?> future
        ? (LoopFuture<T>) future
        : Task.start(loop, (Awaitable<T>) awaitable);
  }

  /**
   * Returns futures of what is given, and starts tasks for what is none, once all of it was found
   * to be usable.
   *
   * @param method of the caller, for messages
   * @throws IllegalArgumentException if one is a future of another loop
   * @throws IllegalStateException on any other thread than the loop's, or if the loop is closed
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // one list, which changes its type in place
  static <T> List<LoopFuture<T>> ensureAll(
      EventLoop loop, String method, Collection<? extends Awaitable<? extends T>> awaitables) {
    loop.requireLoopThread(method);
    List<Awaitable<? extends T>> all = new ArrayList<>(awaitables);
    for (Awaitable<? extends T> each : all) {
      Objects.requireNonNull(each, "awaitable");
      if (each instanceof LoopFuture<?> future && future.loop() != loop) {
        throw new IllegalArgumentException(method + " cannot wait for a future of another loop");
      }
    }
    all.replaceAll(each -> ensure(loop, each));
    return (List) all;
  }

  private static <T> Awaitable<T> doneOrCancelled(Task<?> task, Awaitable<T> awaitable) {
    LoopFuture<T> future = ensure(task.loop(), awaitable);
    task.requireOwn(future);
    if (future.isDone()) {
      return future;
    }
    return cancelAndWait(future)
        .then(
            ended ->
                future.except(
                    CancellationException.class,
                    cancelled -> {
                      throw Timeout.expired(Duration.ZERO, cancelled);
                    }));
  }

  /**
   * Waits for the end of what it cancels; a cancellation of the waiting task ends the wait only.
   */
  private static Awaitable<@Nullable Void> cancelAndWait(LoopFuture<?> future) {
    LoopFuture<@Nullable Void> ended = new LoopFuture<>(future.loop());
    future.onDone(
        done -> {
          if (!ended.isDone()) {
            ended.complete(null);
          }
        });
    future.cancel();
    return ended;
  }
}
