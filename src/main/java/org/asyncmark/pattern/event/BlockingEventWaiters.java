package org.asyncmark.pattern.event;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingThreads;

/** Waiters of an event as one blocking task each, on platform threads or on virtual ones. */
record BlockingEventWaiters(WaitingThreads threads, Flag flag, Releases releases)
    implements Waiters {
  @Override
  public void arm() throws InterruptedException {
    flag.clear();
    threads.arm(
        (waiter, arrives) -> {
          flag.await(waiter, arrives);
          releases.released(waiter);
        });
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    flag.set();
    threads.awaitEnd();
  }
}
