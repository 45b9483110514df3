package org.asyncmark.pattern;

import java.util.concurrent.locks.LockSupport;
import org.asyncmark.measure.RequestLog;
import org.jspecify.annotations.Nullable;

/** Requests that were all begun at once, one behind the other and without a wait in between. */
public final class StartedRequests {
  private static final long LOOK_EVERY_NANOS = 100_000;

  private final RequestLog log;

  private StartedRequests(RequestLog log) {
    this.log = log;
  }

  /** Begins requests. */
  public static StartedRequests of(Requests requests, int count) {
    RequestLog log = new RequestLog(count, System.nanoTime());
    for (int request = 0; request < count; request++) {
      log.times().sent(request);
      requests.start(log.times(), request);
    }
    return new StartedRequests(log);
  }

  /** Waits until all are over. Nobody tells, and the test's time limit ends a wait in vain. */
  public void await() throws InterruptedException {
    for (int request = 0; request < log.count(); request++) {
      while (!log.times().isOver(request)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
        if (Thread.interrupted()) {
          throw new InterruptedException("request " + request + " is not over");
        }
      }
    }
  }

  /** Returns the first failure; null if there was none. */
  public @Nullable Throwable failure() {
    return log.times().failure();
  }

  /** Returns how many were lost or have failed. */
  public long lost() {
    return log.lost();
  }
}
