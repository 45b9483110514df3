package org.asyncmark.pattern.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopLock;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncOp;
import org.jspecify.annotations.Nullable;

/**
 * {@link Contention} as one task per contender on one loop, as a Python programmer would write it.
 * A task that does not wait while it holds the lock meets nobody there: it has all its turns before
 * the next task runs, in asyncio too.
 */
final class LoopContention implements Contention {
  private final EventLoop loop;
  private final GuardedState state;
  private final LoopLeaf hold;
  private final List<LoopLock> locks = new ArrayList<>(); // none if the state is confined

  /**
   * @param locks how many there are; 0 if the state is confined to the loop and needs none
   */
  LoopContention(EventLoop loop, int locks, GuardedState state, LoopLeaf hold) {
    this.loop = loop;
    this.state = state;
    this.hold = hold;
    for (int i = 0; i < locks; i++) {
      this.locks.add(new LoopLock());
    }
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    Throwable failure = loop.callAndWait(() -> Task.start(loop, contendAll(state)));
    if (failure != null) {
      throw new ExecutionException(failure);
    }
  }

  @Override
  public AsyncOp<GuardedState> op() {
    return new AsyncOp.OnLoop<>(
        () -> {
          GuardedState own = state.another();
          return contendAll(own)
              .map(
                  failure -> {
                    if (failure != null) {
                      throw new ExecutionException(failure);
                    }
                    return own;
                  });
        });
  }

  /** Starts the contenders; its result is the failure of the first that had one, or null. */
  private Awaitable<@Nullable Throwable> contendAll(GuardedState op) {
    return Async.gatherSettled(loop, start(op)).map(LoopContention::firstFailure);
  }

  private List<Task<Void>> start(GuardedState op) {
    List<Task<Void>> tasks = new ArrayList<>(state.plan().contenders());
    for (int i = 0; i < state.plan().contenders(); i++) {
      Contender contender = new Contender(op, i);
      tasks.add(Task.start(loop, contender::contend));
    }
    return tasks;
  }

  private static @Nullable Throwable firstFailure(List<LoopFuture<Void>> ended) {
    for (LoopFuture<Void> each : ended) {
      if (each.isCancelled()) {
        return new CancellationException("a contender was cancelled");
      }
      if (each.failure() != null) {
        return each.failure();
      }
    }
    return null;
  }

  private final class Contender {
    private final int number;
    private final Guarded guarded;
    private final @Nullable LoopLock lock;
    private int acquisition;
    private long askedNanos;

    Contender(GuardedState op, int number) {
      this.number = number;
      int ofMine = state.plan().lockOf(number);
      guarded = op.guarded(ofMine);
      lock = locks.isEmpty() ? null : locks.get(ofMine);
    }

    Awaitable<Void> contend() {
      if (acquisition == state.plan().acquisitions()) {
        return Awaitable.done();
      }
      askedNanos = System.nanoTime();
      Awaitable<Void> held = lock == null ? section() : lock.with(this::section);
      return held.then(
          released -> {
            acquisition++;
            return contend();
          });
    }

    private Awaitable<Void> section() {
      int turn = guarded.enter(number, askedNanos);
      int leaf = state.plan().leafOf(number, acquisition);
      return hold.call(leaf)
          .<Void>map(
              value -> {
                Hold.requireValue(leaf, value);
                return null;
              })
          .ensure(() -> guarded.leave(number, turn));
    }
  }
}
