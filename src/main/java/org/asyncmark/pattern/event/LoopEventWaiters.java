package org.asyncmark.pattern.event;

import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopEvent;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingTasks;

/**
 * Waiters of an event as tasks of one loop. The event is set on the loop's thread, as it must be:
 * the hand-over from the caller is part of setting it.
 */
final class LoopEventWaiters implements Waiters {
  private final EventLoop loop;
  private final Releases releases;
  private final WaitingTasks tasks;
  private final LoopEvent event = new LoopEvent();

  LoopEventWaiters(EventLoop loop, Releases releases) {
    this.loop = loop;
    this.releases = releases;
    this.tasks = new WaitingTasks(loop, releases.waiters());
  }

  @Override
  public void arm() throws InterruptedException {
    tasks.arm(
        waiter -> {
          event.clear(); // of no effect for all but the first
          releases.arrives(waiter);
          return event.await().thenRun(() -> releases.released(waiter));
        });
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    loop.callAndWait(
        () -> {
          event.set();
          return tasks.ended();
        });
  }
}
