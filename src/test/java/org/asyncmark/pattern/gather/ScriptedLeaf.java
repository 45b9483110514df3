package org.asyncmark.pattern.gather;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;

/**
 * A leaf whose every end the test decides, in the three styles, with a count of those that are
 * under way.
 */
final class ScriptedLeaf {
  private final ConcurrentHashMap<Integer, CompletableFuture<Void>> gates =
      new ConcurrentHashMap<>();
  private final Set<Integer> completed = ConcurrentHashMap.newKeySet();
  private int running;
  private int started;

  /** Keeps a leaf from ending until it is released. */
  ScriptedLeaf hold(int index) {
    gates.put(index, new CompletableFuture<>());
    return this;
  }

  /** Lets a leaf fail at once. */
  ScriptedLeaf fail(int index, IOException failure) {
    gates.put(index, CompletableFuture.failedFuture(failure));
    return this;
  }

  void release(int index) {
    gate(index).complete(null);
  }

  /** Releases a leaf and waits until it has ended; the test's time limit ends a wait in vain. */
  void releaseAndAwait(int index) throws InterruptedException {
    release(index);
    synchronized (this) {
      while (!completed.contains(index)) {
        wait();
      }
    }
  }

  /** Returns the leaves that ended with their value. */
  Set<Integer> completed() {
    return completed;
  }

  /** Waits until so many leaves have started; the test's time limit ends a wait in vain. */
  synchronized void awaitStarted(int count) throws InterruptedException {
    while (started < count) {
      wait();
    }
  }

  /** Waits until no leaf is under way; the test's time limit ends a wait in vain. */
  synchronized void awaitNoneRunning() throws InterruptedException {
    while (running > 0) {
      wait();
    }
  }

  BlockingLeaf blocking() {
    return index -> {
      begin();
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
        end();
      }
    };
  }

  FutureLeaf future() {
    return index -> {
      begin();
      CompletableFuture<Long> leaf = gate(index).thenApply(none -> (long) index);
      leaf.whenComplete((value, failure) -> endWith(index, failure == null));
      return leaf;
    };
  }

  LoopLeaf loop(EventLoop loop) {
    return index -> {
      begin();
      LoopFuture<Long> leaf = new LoopFuture<>(loop);
      gate(index)
          .whenComplete(
              (none, failure) ->
                  loop.callSoonThreadsafe(
                      () -> {
                        if (leaf.isDone()) {
                          return;
                        }
                        if (failure == null) {
                          leaf.complete((long) index);
                        } else {
                          leaf.fail(failure);
                        }
                      }));
      leaf.onDone(done -> endWith(index, !done.isCancelled() && done.failure() == null));
      return leaf;
    };
  }

  private CompletableFuture<Void> gate(int index) {
    return gates.computeIfAbsent(index, free -> CompletableFuture.completedFuture(null));
  }

  private void endWith(int index, boolean value) {
    if (value) {
      complete(index);
    }
    end();
  }

  private synchronized void complete(int index) {
    completed.add(index);
    notifyAll();
  }

  private synchronized void begin() {
    running++;
    started++;
    notifyAll();
  }

  private synchronized void end() {
    running--;
    notifyAll();
  }
}
