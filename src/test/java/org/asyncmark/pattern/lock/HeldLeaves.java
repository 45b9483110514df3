package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;

/**
 * The work under a lock, whose every end the test decides, in the three styles. Leaves are known by
 * their number within the op.
 */
final class HeldLeaves {
  private final ConcurrentHashMap<Integer, CompletableFuture<Void>> gates =
      new ConcurrentHashMap<>();
  private final Set<Integer> inside = new HashSet<>();
  private final Set<Integer> completed = new HashSet<>();
  private boolean holdAll;
  private int started;

  /** Keeps each leaf from ending until it is released. */
  HeldLeaves holdAll() {
    holdAll = true;
    return this;
  }

  /** Lets a leaf fail at once. */
  HeldLeaves fail(int index, IOException failure) {
    gates.put(index, CompletableFuture.failedFuture(failure));
    return this;
  }

  /** Lets all leaves end, those to come at once. */
  void releaseAll() {
    synchronized (this) {
      holdAll = false;
    }
    gates.values().forEach(gate -> gate.complete(null));
  }

  /** Waits until so many leaves have started; the test's time limit ends a wait in vain. */
  synchronized void awaitStarted(int count) throws InterruptedException {
    while (started < count) {
      wait();
    }
  }

  /** Gives that many leaves some time to start, and tells whether they did. */
  synchronized boolean startWithin(int count, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (started < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits until no leaf is under way; the test's time limit ends a wait in vain. */
  synchronized void awaitNoneInside() throws InterruptedException {
    while (!inside.isEmpty()) {
      wait();
    }
  }

  /** Returns the leaves that ended with their value. */
  synchronized Set<Integer> completed() {
    return Set.copyOf(completed);
  }

  BlockingLeaf blocking() {
    return index -> {
      begin(index);
      boolean value = false;
      try {
        gate(index).get();
        if (Thread.interrupted()) { // get() of a gate that is open does not look
          throw new InterruptedException();
        }
        value = true;
        return index;
      } catch (ExecutionException e) {
        throw (IOException) e.getCause();
      } finally {
        end(index, value);
      }
    };
  }

  FutureLeaf future() {
    return index -> {
      begin(index);
      // ended before whoever waits for the leaf goes on
      CompletableFuture<Long> leaf = new CompletableFuture<>();
      leaf.whenComplete((value, failure) -> end(index, failure == null));
      gate(index)
          .whenComplete(
              (none, failure) -> {
                if (failure == null) {
                  leaf.complete((long) index);
                } else {
                  leaf.completeExceptionally(failure);
                }
              });
      return leaf;
    };
  }

  LoopLeaf loop(EventLoop loop) {
    return index -> {
      begin(index);
      LoopFuture<Long> leaf = new LoopFuture<>(loop);
      leaf.onDone(done -> end(index, !done.isCancelled() && done.failure() == null));
      CompletableFuture<Void> gate = gate(index);
      if (gate.isDone()) {
        gate.whenComplete((none, failure) -> settle(leaf, index, failure));
      } else {
        gate.whenComplete(
            (none, failure) -> loop.callSoonThreadsafe(() -> settle(leaf, index, failure)));
      }
      return leaf;
    };
  }

  private static void settle(LoopFuture<Long> leaf, int index, Throwable failure) {
    if (leaf.isDone()) {
      return;
    }
    if (failure == null) {
      leaf.complete((long) index);
    } else {
      leaf.fail(failure);
    }
  }

  private synchronized CompletableFuture<Void> gate(int index) {
    return gates.computeIfAbsent(
        index,
        free -> holdAll ? new CompletableFuture<>() : CompletableFuture.completedFuture(null));
  }

  private synchronized void begin(int index) {
    inside.add(index);
    started++;
    notifyAll();
  }

  private synchronized void end(int index, boolean value) {
    inside.remove(index);
    if (value) {
      completed.add(index);
    }
    notifyAll();
  }
}
