package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link Task} can wait for: a {@link LoopFuture}, or work that is done step by
 * step inside the waiting task, as a coroutine of asyncio is.
 *
 * <p>Nothing happens until a task waits for it. The methods here say what happens afterwards; each
 * returns a new awaitable and each continuation returns what is waited for next:
 *
 * <pre>{@code
 * Awaitable<Void> work() {                       // async def work():
 *   return queue.get().then(item -> {            //   while True:
 *     handle(item);                              //     handle(await queue.get())
 *     queue.taskDone();                          //     queue.task_done()
 *     return work();
 *   });
 * }
 * Task<Void> worker = Task.start(loop, work());  // worker = create_task(work())
 * }</pre>
 *
 * <p>A continuation in the last place, such as {@code work()} here, takes no stack and leaves no
 * memory behind, so that it may go on for ever.
 *
 * <p>Except for futures, for {@link #of} and {@link #call}, and for {@link LoopQueue#get}, which
 * takes an item each time, an awaitable can be waited for once, like a coroutine; to wait for it
 * from several places, start a task and wait for that. Loop thread only.
 *
 * @param <T> type of the result
 */
public sealed interface Awaitable<T> permits LoopFuture, Done, Deferred, NextTurn, Frame {
  /**
   * What happens with a result, and what is waited for next.
   *
   * @param <T> type of the result that came
   * @param <R> type of the result to come
   */
  @FunctionalInterface
  interface Continuation<T, R> {
    /**
     * Takes a result. What this throws goes to whoever waits for this awaitable.
     *
     * @return what is waited for next; {@link Awaitable#of} if there is nothing to wait for
     */
    Awaitable<R> resume(T value) throws Exception;
  }

  /**
   * What is computed of a result without waiting.
   *
   * @param <T> type of the result that came
   * @param <R> type of what is computed
   */
  @FunctionalInterface
  interface Mapping<T, R> {
    /** Computes. What this throws goes to whoever waits for this awaitable. */
    @Nullable R apply(T value) throws Exception;
  }

  /** Returns an awaitable that has its result already; waiting for it costs no turn. */
  static <T> Awaitable<T> of(T value) {
    return new Done<>(value);
  }

  /** Returns an awaitable that has ended without a value; waiting for it costs no turn. */
  static Awaitable<Void> done() {
    return Done.NOTHING;
  }

  /** Returns an awaitable that calls {@code body} when it is waited for and goes on with that. */
  static <T> Awaitable<T> call(Callable<? extends Awaitable<T>> body) {
    return new Deferred<>(body);
  }

  /** Goes on with {@code next} once the result is there; a failure passes by. */
  default <R> Awaitable<R> then(Continuation<? super T, R> next) {
    return new Frames.Then<>(this, Objects.requireNonNull(next, "next"));
  }

  /** Computes something of the result; a failure passes by. */
  default <R> Awaitable<R> map(Mapping<? super T, ? extends R> mapping) {
    return new Frames.Map<>(this, Objects.requireNonNull(mapping, "mapping"));
  }

  /** Runs an action once the result is there; a failure passes by. */
  default Awaitable<Void> thenRun(Runnable action) {
    Objects.requireNonNull(action, "action");
    return new Frames.Map<T, @Nullable Void>(
        this,
        value -> {
          action.run();
          return null;
        });
  }

  /**
   * Goes on with {@code handler} if this fails with {@code type}: {@code except} in Python.
   *
   * <p>A cancellation of the task is a failure too, a {@link CancelledException}, but only a
   * handler of {@link java.util.concurrent.CancellationException}, of a subclass, or of {@link
   * Throwable} takes it, none of a superclass in between. To swallow it is allowed and rarely
   * right: throw it again after the clean-up.
   */
  default <X extends Throwable> Awaitable<T> except(
      Class<X> type, Continuation<? super X, T> handler) {
    return new Frames.Except<>(this, type, Objects.requireNonNull(handler, "handler"));
  }

  /**
   * Runs {@code cleanUp} once this has ended, well or badly: {@code finally} in Python. The outcome
   * stays, unless {@code cleanUp} throws.
   */
  default Awaitable<T> ensure(Runnable cleanUp) {
    return new Frames.Ensure<>(this, Objects.requireNonNull(cleanUp, "cleanUp"));
  }

  /**
   * Waits for {@code cleanUp} once this has ended, well or badly: {@code finally} with an {@code
   * await} in it. The outcome stays, unless {@code cleanUp} fails or the task is cancelled in it.
   */
  default Awaitable<T> ensureAwaiting(Callable<? extends Awaitable<?>> cleanUp) {
    return new Frames.EnsureAwaiting<>(this, Objects.requireNonNull(cleanUp, "cleanUp"));
  }
}
