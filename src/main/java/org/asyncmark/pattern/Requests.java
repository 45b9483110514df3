package org.asyncmark.pattern;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.measure.RequestTimes;
import org.jspecify.annotations.Nullable;

/**
 * Hands ops over to a model as a service does with the requests that reach it: a task for the pool
 * of requests, a virtual thread, a chain of futures that a thread of the pool begins, or a callback
 * of the loop. What a request gave is checked once its end is noted.
 */
public interface Requests {
  /**
   * Hands a request over, without waiting for it. From one thread at a time.
   *
   * @param times where it notes that it was begun and that it has ended, well or badly; a rejection
   *     too
   */
  void start(RequestTimes times, int request);

  /** Has a thread of an executor do each request, from its beginning to its end. */
  static <T> Requests blocking(Executor requests, Callable<T> op, Consumer<? super T> check) {
    return (times, request) ->
        execute(
            requests,
            times,
            request,
            () -> {
              times.started(request);
              try {
                end(times, request, op.call(), check);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                times.failed(request, e);
              } catch (ExecutionException e) {
                times.failed(request, Objects.requireNonNullElse(e.getCause(), e));
              } catch (Exception e) {
                times.failed(request, e);
              }
            });
  }

  /** Has a thread of an executor begin each request, which may end on another. */
  static <T> Requests futures(
      Executor where, Supplier<CompletableFuture<T>> op, Consumer<? super T> check) {
    return (times, request) ->
        execute(
            where,
            times,
            request,
            () -> {
              times.started(request);
              op.get()
                  .whenComplete(
                      (result, failure) -> {
                        if (failure == null) {
                          end(times, request, result, check);
                        } else {
                          times.failed(request, FutureResults.unwrapped(failure));
                        }
                      });
            });
  }

  /** Has a loop do each request in a task of its own. */
  static <T> Requests onLoop(
      EventLoop loop, Callable<? extends Awaitable<T>> op, Consumer<? super T> check) {
    return (times, request) ->
        execute(
            loop::callSoonThreadsafe,
            times,
            request,
            () -> {
              times.started(request);
              Task.start(loop, op).onDone(done -> end(times, request, done, check));
            });
  }

  private static void execute(Executor where, RequestTimes times, int request, Runnable task) {
    try {
      where.execute(
          () -> {
            try {
              task.run();
            } catch (Throwable e) { // an Error, too, or the request would never be over
              times.failed(request, e);
            }
          });
    } catch (RejectedExecutionException e) {
      times.failed(request, e);
    }
  }

  private static <T> void end(
      RequestTimes times, int request, LoopFuture<T> done, Consumer<? super T> check) {
    if (done.isCancelled()) {
      times.failed(request, new CancellationException("request " + request + " was cancelled"));
      return;
    }
    Throwable failure = done.failure();
    if (failure != null) {
      times.failed(request, failure);
      return;
    }
    try {
      end(times, request, done.result(), check);
    } catch (Exception e) {
      times.failed(request, e);
    }
  }

  /** Takes the time first and tells of the end last: nobody looks for what is wrong after that. */
  private static <T> void end(
      RequestTimes times, int request, @Nullable T result, Consumer<? super T> check) {
    long nanos = times.now();
    try {
      check.accept(result);
    } catch (Throwable e) { // the fork is to fail with it
      times.wrong(e);
    }
    times.ended(request, nanos);
  }
}
