package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** A loop in virtual time, and short words for what tests of tasks do all the time. */
final class Stage implements AutoCloseable {
  private final VirtualTimeLoop time = VirtualTimeLoop.open();

  EventLoop loop() {
    return time.loop();
  }

  <T> LoopFuture<T> future() {
    return new LoopFuture<>(time.loop());
  }

  <T> LoopFuture<T> future(T result) {
    LoopFuture<T> done = future();
    done.complete(result);
    return done;
  }

  <T> Task<T> start(Callable<? extends Awaitable<T>> body) {
    return Task.start(time.loop(), body);
  }

  <T> Task<T> start(Awaitable<T> body) {
    return Task.start(time.loop(), body);
  }

  /** Starts a task and has it run until it waits for the first time. */
  <T> Task<T> startNow(Awaitable<T> body) {
    Task<T> task = start(body);
    turn();
    return task;
  }

  /** Runs what is ready now, and nothing that becomes ready thereby. */
  void turn() {
    time.runOneTurn();
  }

  void turns(int n) {
    for (int i = 0; i < n; i++) {
      turn();
    }
  }

  /** Runs the loop until a new task that waits for {@code awaitable} has ended. */
  <T> T run(Awaitable<T> awaitable) throws ExecutionException {
    return time.runUntilComplete(start(awaitable));
  }

  <T> T run(Callable<? extends Awaitable<T>> body) throws ExecutionException {
    return time.runUntilComplete(start(body));
  }

  /** Runs the loop until a future is done, and leaves it to the test to look how. */
  void settle(LoopFuture<?> future) {
    LoopFuture<Void> end = future();
    future.onDone(done -> end.complete(null));
    try {
      time.runUntilComplete(end);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Has virtual time pass, and what is due in it run. */
  void pass(Duration duration) {
    time.runFor(duration);
  }

  /** Moves the time while a callback runs, as a busy one would. */
  void busy(Duration duration) {
    time.advance(duration);
  }

  Duration elapsed() {
    return time.elapsed();
  }

  List<Duration> waits() {
    return time.waits();
  }

  List<Throwable> reported() {
    return time.reported();
  }

  /** Closes the loop; no callback may have thrown that the test does not know of. */
  @Override
  public void close() {
    time.close();
  }

  void closeWithoutReports() {
    close();
    assertThat(reported()).isEmpty();
  }
}
