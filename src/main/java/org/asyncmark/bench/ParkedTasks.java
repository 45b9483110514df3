package org.asyncmark.bench;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopEvent;
import org.asyncmark.loop.LoopLock;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.loop.Task;

/** Tasks of a loop that wait in its primitives. */
final class ParkedTasks implements Parked {
  private final EventLoop loop = EventLoop.create(LoopConfig.named("parked"));
  private final Supplier<Awaitable<?>> waits;

  ParkedTasks(WaitedFor what) {
    this.waits = waits(what);
  }

  private Supplier<Awaitable<?>> waits(WaitedFor what) {
    return switch (what) {
      case SEMAPHORE -> new LoopSemaphore(0)::acquire;
      case QUEUE -> LoopQueue.<Integer>fifo()::get;
      case LOCK -> {
        LoopLock lock = new LoopLock();
        try {
          loop.runUntilComplete(Task.start(loop, lock.acquire()));
        } catch (ExecutionException e) {
          throw new IllegalStateException("a free lock was not given", e);
        }
        yield lock::acquire;
      }
      case EVENT -> new LoopEvent()::await;
    };
  }

  @Override
  public void add(int count) {
    for (int i = 0; i < count; i++) {
      Task.start(loop, waits.get().map(value -> value));
    }
    loop.stop();
    loop.runForever(); // one turn, in which all of them run until they wait
  }

  @Override
  public void close() {
    loop.close();
  }
}
