package org.asyncmark.pattern.event;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingThreads;

/** Waiters of an event as one blocking task each, on platform threads or on virtual ones. */
final class BlockingEventWaiters implements Waiters {
  private final WaitingThreads threads;
  private final Flag flag;
  private final Releases releases;

  BlockingEventWaiters(WaitingThreads threads, Flag flag, Releases releases) {
    this.threads = threads;
    this.flag = flag;
    this.releases = releases;
  }

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
