package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Work on a loop that waits in between, and the future of its result; never a thread. A task runs
 * its body until that waits for a future, goes on in the turn after that future is done, and so on
 * to the end.
 *
 * <p>{@link #cancel} has the body get a {@link CancelledException} at the place where it waits: it
 * cancels the future that is waited for, or, if that is done already, is delivered in its stead.
 * The body may clean up, wait for more, and even go on as if nothing had happened.
 *
 * @param <T> type of the result
 */
public final class Task<T> extends LoopFuture<T> {
  private @Nullable Frame<?, ?> top; // the innermost of the frames that wait
  private @Nullable LoopFuture<?> awaited;
  private int cancelRequests;
  private boolean mustCancel; // the next time the body goes on, it gets a CancelledException
  private @Nullable String cancelMessage;

  private Task(EventLoop loop) {
    super(loop);
  }

  /**
   * Starts a task; its body runs in the next turn.
   *
   * @throws IllegalStateException on any other thread than the loop's
   */
  public static <T> Task<T> start(EventLoop loop, Callable<? extends Awaitable<T>> body) {
    return start(loop, Awaitable.call(body));
  }

  /**
   * Starts a task that waits for something, from the next turn on, and has its outcome.
   *
   * @throws IllegalStateException on any other thread than the loop's
   */
  public static <T> Task<T> start(EventLoop loop, Awaitable<T> body) {
    Objects.requireNonNull(body, "body");
    loop.requireLoopThread("Task.start");
    Task<T> task = new Task<>(loop);
    loop.enqueue(new Step(task, body));
    return task;
  }

  /** Returns an awaitable whose result is the task that waits for it. */
  public static Awaitable<Task<?>> current() {
    return new Frames.Current();
  }

  /**
   * Asks this task to stop. It is not done yet when this returns, and may decide not to stop at
   * all.
   *
   * @param message of the {@link CancelledException} that the body gets; null for a default
   * @return false if it is done already
   */
  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    loop().requireLoopThread("cancel");
    Task<?> last = requestCancel(message);
    LoopFuture<?> end = last.awaited;
    if (end == null || end instanceof Task || !end.cancel(message)) {
      last.deliverCancel(message);
    }
    return true;
  }

  /**
   * Notes a request to cancel this task and those that it waits for, one through another: a loop,
   * because they may be more than the stack is deep.
   *
   * @return the last of them: it does not wait for a task that is not done, or it is one of several
   *     that wait for each other
   */
  Task<?> requestCancel(@Nullable String message) {
    Task<?> task = this;
    Task<?> mark = this; // moved on in ever longer steps: who meets it again goes round in a circle
    int left = 1;
    int step = 1;
    while (true) {
      task.cancelRequests++;
      if (!(task.awaited instanceof Task<?> inner) || inner.isDone() || inner == mark) {
        return task;
      }
      task = inner;
      if (--left == 0) {
        mark = task;
        step *= 2;
        left = step;
      }
    }
  }

  /** Has the body get a {@link CancelledException} the next time it goes on. */
  void deliverCancel(@Nullable String message) {
    mustCancel = true;
    cancelMessage = message;
  }

  /** Returns how many requests to cancel this task there were, less those taken back. */
  public int cancelling() {
    return cancelRequests;
  }

  /**
   * Takes back one request to cancel this task: whoever asked for it and has dealt with it does so.
   * If it was the last one and the body has not got its exception yet, it will not get it.
   *
   * @return how many requests are left
   */
  public int uncancel() {
    loop().requireLoopThread("uncancel");
    if (cancelRequests > 0 && --cancelRequests == 0) {
      mustCancel = false;
    }
    return cancelRequests;
  }

  /** Throws: a task gets its result from its body. */
  @Override
  public void complete(@Nullable T value) {
    throw new IllegalStateException("a task gets its result from its body; use a LoopFuture");
  }

  /** Throws: a task fails when its body does. */
  @Override
  public void fail(Throwable cause) {
    throw new IllegalStateException("a task fails when its body does; use a LoopFuture");
  }

  /** Returns what this task waits for, or null if it does not wait for a future. */
  @Nullable LoopFuture<?> awaited() {
    return awaited;
  }

  void wakeUp(LoopFuture<?> done) {
    awaited = null;
    goOn(null, done.value(), done.thrown());
  }

  void goOn(@Nullable Awaitable<?> next, @Nullable Object value, @Nullable Throwable thrown) {
    if (!mustCancel) {
      run(next, value, thrown);
    } else if (thrown instanceof CancellationException) {
      mustCancel = false;
      run(null, null, thrown);
    } else {
      run(null, null, takeCancellation());
    }
  }

  /**
   * Runs the body from where it is until it waits or ends.
   *
   * @param next what the innermost frame waits for, or null if that has ended with {@code value} or
   *     {@code thrown}
   */
  private void run(
      @Nullable Awaitable<?> next, @Nullable Object value, @Nullable Throwable thrown) {
    while (true) {
      try {
        if (next instanceof Frames.Then<?, ?> then) {
          // the frame that is met most often, so that its calls are direct
          then.awaitedBy(top);
          top = then;
          next = then.enter(this);
          continue;
        } else if (next instanceof Done<?> done) {
          value = done.value();
          thrown = null;
        } else if (next instanceof Frame<?, ?> frame) {
          next = enter(frame);
          continue;
        } else if (next instanceof LoopFuture<?> future) {
          requireOwn(future);
          if (!future.isDone()) {
            waitFor(future);
            return;
          }
          value = future.value();
          thrown = future.thrown();
        } else if (next instanceof Deferred<?> deferred) {
          next = deferred.call();
          continue;
        } else if (next instanceof NextTurn) {
          loop().requireLoopThread("sleep"); // or the loop has ended, and there is no next turn
          loop().enqueue(new Step(this, null));
          return;
        }
        if (top == null) {
          break;
        }
        Frame<?, ?> frame = top;
        top = frame.leave();
        next = thrown == null ? resume(frame, value) : frame.recover(thrown);
      } catch (Throwable e) { // an Error of one task must not end all the others
        next = null;
        thrown = e;
      }
    }
    end(value, thrown);
  }

  private Awaitable<?> enter(Frame<?, ?> frame) throws Exception {
    frame.awaitedBy(top);
    Awaitable<?> inner = frame.enter(this);
    if (!frame.hasEnded()) {
      top = frame;
    }
    return inner;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a frame takes what its source yields, or null
  private static Awaitable<?> resume(Frame<?, ?> frame, @Nullable Object value) throws Exception {
    return frame instanceof Frames.Then<?, ?> then
        ? ((Frames.Then<Object, ?>) then).resume(value)
        : ((Frame<Object, ?>) frame).resume(value);
  }

  private void waitFor(LoopFuture<?> future) {
    if (future == this) {
      throw new IllegalStateException("a task cannot wait for itself");
    }
    future.whenDone(this);
    awaited = future;
    if (mustCancel && future.cancel(cancelMessage)) {
      mustCancel = false;
    }
  }

  /** Keeps the task from another loop's future, whose thread may be changing it. */
  void requireOwn(LoopFuture<?> future) {
    if (future.loop() != loop()) {
      throw new IllegalStateException("a task cannot wait for a future of another loop");
    }
  }

  @SuppressWarnings("unchecked") // the outermost frame, or the body itself, yields a T
  private void end(@Nullable Object value, @Nullable Throwable thrown) {
    if (thrown instanceof CancellationException cancellation) {
      settleCancelled(cancellation);
    } else if (thrown != null) {
      settleFailed(thrown);
    } else if (mustCancel) {
      settleCancelled(takeCancellation());
    } else {
      settleDone((T) value);
    }
  }

  private CancellationException takeCancellation() {
    mustCancel = false;
    return new CancelledException(
        cancelMessage == null ? "the future was cancelled" : cancelMessage);
  }

  /** Names the state, and the result or failure if there is one. */
  @Override
  public String toString() {
    return isDone() || cancelRequests == 0 ? super.toString() : "Task[pending, cancelling]";
  }
}
