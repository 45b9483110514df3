package org.asyncmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Blocking tasks that wait in the primitives of the JDK: a platform thread or a virtual one each.
 */
final class ParkedThreads implements Parked {
  @FunctionalInterface
  private interface Wait {
    void run() throws InterruptedException;
  }

  private final Wait wait;

  /** Lets so many threads go. Interrupting each of n in one line would take time n squared. */
  private final IntConsumer letGo;

  private final AtomicInteger parked = new AtomicInteger();
  private final List<Thread> platformThreads = new ArrayList<>();
  private final @Nullable ModelExecutor virtualThreads;

  ParkedThreads(Model model, WaitedFor what) {
    this.virtualThreads = model == Model.VIRTUAL ? ModelExecutor.open(model, 1) : null;
    switch (what) {
      case SEMAPHORE -> {
        Semaphore semaphore = new Semaphore(0);
        wait = semaphore::acquire;
        letGo = semaphore::release;
      }
      case QUEUE -> {
        BlockingQueue<Boolean> queue = new LinkedBlockingQueue<>();
        wait = queue::take;
        letGo = count -> IntStream.range(0, count).forEach(i -> queue.add(true));
      }
      case LOCK -> {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        wait =
            () -> {
              lock.lockInterruptibly();
              lock.unlock();
            };
        letGo = count -> lock.unlock();
      }
      case EVENT -> {
        CountDownLatch event = new CountDownLatch(1);
        wait = event::await;
        letGo = count -> event.countDown();
      }
      default -> throw new AssertionError(what);
    }
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
              Thread.currentThread().interrupt(); // close was, and gave up
            } finally {
              parked.decrementAndGet();
            }
          });
    }
    parked.addAndGet(count);
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
    if (parked.get() > 0) {
      letGo.accept(parked.get());
    }
    while (parked.get() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
    }
    if (parked.get() > 0) {
      platformThreads.forEach(Thread::interrupt);
    }
    if (virtualThreads != null) {
      virtualThreads.close();
    }
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
