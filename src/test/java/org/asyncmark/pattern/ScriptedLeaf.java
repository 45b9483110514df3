package org.asyncmark.pattern;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * A leaf whose every end the test decides, in the three styles, with a count of those that are
 * under way. A leaf counts as ended before anybody can see that it has. It ends on the spot if
 * nothing keeps it, and notes no times.
 */
public final class ScriptedLeaf implements Leaves {
  private final ConcurrentHashMap<Integer, CompletableFuture<Void>> gates =
      new ConcurrentHashMap<>();
  private final Set<Integer> completed = ConcurrentHashMap.newKeySet();
  private final List<Integer> running = new ArrayList<>();
  private int mostRunning;
  private int started;

  /** Keeps leaves from 0 on from ending until they are released. */
  public ScriptedLeaf holdAll(int count) {
    for (int i = 0; i < count; i++) {
      hold(i);
    }
    return this;
  }

  /** Keeps a leaf from ending until it is released. */
  public ScriptedLeaf hold(int index) {
    gates.put(index, new CompletableFuture<>());
    return this;
  }

  /** Lets a leaf fail at once. */
  public ScriptedLeaf fail(int index, IOException failure) {
    gates.put(index, CompletableFuture.failedFuture(failure));
    return this;
  }

  public void release(int index) {
    gate(index).complete(null);
  }

  /** Releases leaves from 0 on; of no effect on those that have failed. */
  public void releaseAll(int count) {
    for (int i = 0; i < count; i++) {
      release(i);
    }
  }

  /** Lets a leaf that is held fail. */
  public void releaseWith(int index, IOException failure) {
    gate(index).completeExceptionally(failure);
  }

  /** Releases a leaf and waits until it has ended; the test's time limit ends a wait in vain. */
  public void releaseAndAwait(int index) throws InterruptedException {
    release(index);
    synchronized (this) {
      while (!completed.contains(index)) {
        wait();
      }
    }
  }

  /** Returns the leaves that ended with their value. */
  public Set<Integer> completed() {
    return completed;
  }

  /** Returns how many leaves were under way at the same time, at most. */
  public synchronized int mostRunning() {
    return mostRunning;
  }

  /** Waits for a leaf that is under way and not about to end with its value, and returns it. */
  public synchronized int oneRunning() throws InterruptedException {
    while (true) {
      for (int index : running) {
        if (!completed.contains(index)) {
          return index;
        }
      }
      wait();
    }
  }

  /** Forgets what has happened and lets every leaf end at once again. */
  public synchronized void reset() {
    gates.clear();
    completed.clear();
    started = 0;
    mostRunning = running.size();
  }

  /** Waits until so many leaves have started; the test's time limit ends a wait in vain. */
  public synchronized void awaitStarted(int count) throws InterruptedException {
    while (started < count) {
      wait();
    }
  }

  /** Tells whether so many leaves have started, or do so within a time. */
  public synchronized boolean startsWithin(int count, Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (started < count) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Waits until no leaf is under way; the test's time limit ends a wait in vain. */
  public synchronized void awaitNoneRunning() throws InterruptedException {
    while (!running.isEmpty()) {
      wait();
    }
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return index -> {
      if (Thread.interrupted()) { // one that is cancelled before it begins has never begun
        throw new InterruptedException();
      }
      begin(index);
      try {
        gate(index).get();
        if (Thread.interrupted()) { // get() of a gate that is open does not look
          throw new InterruptedException();
        }
        complete(index);
        return index;
      } catch (ExecutionException e) {
        throw (IOException) e.getCause();
      } finally {
        end(index);
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    return index -> {
      begin(index);
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture<Long> leaf =
          gate(index)
              .handle(
                  (none, failure) -> {
                    endOnce(ended, index, failure == null);
                    if (failure != null) {
                      throw new CompletionException(failure);
                    }
                    return (long) index;
                  });
      leaf.whenComplete((value, cancelled) -> endOnce(ended, index, false));
      return leaf;
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return index -> {
      CompletableFuture<Void> gate = gate(index);
      // before the start is told: who sees it may release the leaf, which is held all the same
      Executor where = gate.isDone() ? Runnable::run : loop::callSoonThreadsafe;
      begin(index);
      LoopFuture<Long> leaf = new LoopFuture<>(loop);
      leaf.onDone(done -> endWith(index, !done.isCancelled() && done.failure() == null));
      gate.whenComplete((none, failure) -> where.execute(() -> settle(leaf, index, failure)));
      return leaf;
    };
  }

  private static void settle(LoopFuture<Long> leaf, int index, @Nullable Throwable failure) {
    if (leaf.isDone()) {
      return;
    }
    if (failure == null) {
      leaf.complete((long) index);
    } else {
      leaf.fail(failure);
    }
  }

  private CompletableFuture<Void> gate(int index) {
    return gates.computeIfAbsent(index, free -> CompletableFuture.completedFuture(null));
  }

  private void endOnce(AtomicBoolean ended, int index, boolean value) {
    if (ended.compareAndSet(false, true)) {
      endWith(index, value);
    }
  }

  private void endWith(int index, boolean value) {
    if (value) {
      complete(index);
    }
    end(index);
  }

  private synchronized void complete(int index) {
    completed.add(index);
    notifyAll();
  }

  private synchronized void begin(int index) {
    running.add(index);
    mostRunning = Math.max(mostRunning, running.size());
    started++;
    notifyAll();
  }

  private synchronized void end(Integer index) {
    running.remove(index); // the leaf, not the place in the list
    notifyAll();
  }
}
