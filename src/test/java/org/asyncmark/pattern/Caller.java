package org.asyncmark.pattern;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A thread that calls a pattern, as JMH's worker does, while the test goes on. The test's time
 * limit ends a wait in vain.
 */
public final class Caller<T> {
  private final FutureTask<T> call;
  private final Thread thread;

  private Caller(Callable<T> op) {
    this.call = new FutureTask<>(op);
    this.thread = new Thread(call, "caller");
  }

  /** Starts a call. */
  public static <T> Caller<T> start(Callable<T> op) {
    Caller<T> caller = new Caller<>(op);
    caller.thread.start();
    return caller;
  }

  /** Waits for what the call returns. */
  public T result() throws Exception {
    return call.get();
  }

  /** Waits for the call's end and returns what it threw, or null. */
  public @Nullable Throwable failure() throws InterruptedException {
    try {
      call.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Tells whether the call ends within a time. */
  public boolean returnsWithin(Duration time) throws InterruptedException {
    thread.join(Math.max(1, time.toMillis()));
    return call.isDone();
  }

  /** Interrupts the calling thread. */
  public void interrupt() {
    thread.interrupt();
  }
}
