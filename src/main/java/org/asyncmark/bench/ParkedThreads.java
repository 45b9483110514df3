package org.asyncmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Blocking tasks that wait in the primitives of the JDK: a platform thread or a virtual one each.
 */
final class ParkedThreads implements Parked {
  /** How a thread waits until it is interrupted. */
  @FunctionalInterface
  private interface Wait {
    void run() throws InterruptedException;
  }

  private final Wait wait;
  private final List<Thread> platformThreads = new ArrayList<>();
  private final @Nullable ModelExecutor virtualThreads;

  ParkedThreads(Model model, WaitedFor what) {
    this.wait = wait(what);
    this.virtualThreads = model == Model.VIRTUAL ? ModelExecutor.open(model, 1) : null;
  }

  private static Wait wait(WaitedFor what) {
    return switch (what) {
      case SEMAPHORE -> new Semaphore(0)::acquire;
      case QUEUE -> new LinkedBlockingQueue<>()::take;
      case LOCK -> {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        yield lock::lockInterruptibly;
      }
      case EVENT -> new CountDownLatch(1)::await;
    };
  }

  @Override
  public void add(int count) {
    AtomicReferenceArray<Thread> started = new AtomicReferenceArray<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      start(
          () -> {
            started.set(index, Thread.currentThread());
            try {
              wait.run();
            } catch (InterruptedException e) {
              // this is how it is ended
            }
          });
    }
    for (int i = 0; i < count; i++) {
      // a thread that has come so far waits for nothing else
      while (started.get(i) == null || started.get(i).getState() != Thread.State.WAITING) {
        Thread.yield();
      }
    }
  }

  private void start(Runnable task) {
    if (virtualThreads != null) {
      ExecutorService executor = virtualThreads.executor();
      executor.execute(task);
    } else {
      Thread thread = new Thread(task, "parked-" + platformThreads.size());
      thread.start();
      platformThreads.add(thread);
    }
  }

  @Override
  public void close() {
    if (virtualThreads != null) {
      virtualThreads.close();
    }
    platformThreads.forEach(Thread::interrupt);
    try {
      for (Thread thread : platformThreads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    platformThreads.clear();
  }
}
