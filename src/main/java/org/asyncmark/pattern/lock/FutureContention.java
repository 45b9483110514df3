package org.asyncmark.pattern.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.AsyncTask;
import org.jspecify.annotations.Nullable;

/**
 * {@link Contention} as composition of {@link CompletableFuture}s on an executor; no thread ever
 * waits.
 *
 * <p>Who had to wait for the lock goes on as a task of the executor. Without that hop it would run
 * on the thread that released the lock, inside the release, and whoever released it would be the
 * last to go on. What follows a hold runs where the hold ended: on the executor after a timer, on
 * the client's loop after an http leaf, as in the other patterns of this model.
 */
final class FutureContention implements Contention {
  private final ExecutorService tasks;
  private final GuardedState state;
  private final FutureLeaf hold;
  private final List<AsyncMutex> locks = new ArrayList<>();

  FutureContention(ExecutorService tasks, GuardedState state, FutureLeaf hold) {
    this.tasks = tasks;
    this.state = state;
    this.hold = hold;
    for (int i = 0; i < state.plan().locks(); i++) {
      locks.add(new AsyncMutex());
    }
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(state.plan().contenders());
    CompletableFuture<?>[] ends = start(state, contenders);
    try {
      CompletableFuture.allOf(ends).handle((nothing, failure) -> null).get();
    } catch (InterruptedException e) {
      contenders.forEach(Contender::cancel);
      throw e;
    }
    for (CompletableFuture<?> each : ends) {
      each.get();
    }
  }

  @Override
  public AsyncOp<GuardedState> op() {
    return new AsyncOp.Future<>(
        () -> {
          GuardedState own = state.another();
          return CompletableFuture.allOf(start(own, new ArrayList<>())).thenApply(nothing -> own);
        });
  }

  /** Starts the contenders; returns the end of each. */
  private CompletableFuture<?>[] start(GuardedState op, List<Contender> contenders) {
    int count = op.plan().contenders();
    CompletableFuture<?>[] ends = new CompletableFuture<?>[count];
    for (int i = 0; i < count; i++) {
      Contender contender = new Contender(op, i);
      contenders.add(contender);
      ends[i] = contender.ended();
      tasks.execute(() -> contender.goOn(() -> true));
    }
    return ends;
  }

  private final class Contender extends AsyncTask {
    private final int number;
    private final Guarded guarded;
    private final AsyncMutex lock;
    private int acquisition;
    private long askedNanos;

    Contender(GuardedState op, int number) {
      this.number = number;
      int ofMine = state.plan().lockOf(number);
      guarded = op.guarded(ofMine);
      lock = locks.get(ofMine);
    }

    /** Has one turn after the other until there is something to wait for. */
    private void contend() {
      while (acquisition < state.plan().acquisitions()) {
        if (isCancelled()) {
          fail(new CancellationException("a contender was cancelled"));
          return;
        }
        askedNanos = System.nanoTime();
        CompletableFuture<Void> acquired = lock.acquire();
        if (!acquired.isDone()) {
          acquired.whenCompleteAsync(this::acquired, tasks);
          awaits(acquired);
          return;
        }
        if (!turnEnded()) {
          return;
        }
      }
      end();
    }

    /** Goes on if a turn ended well; whatever goes wrong is the caller's to see. */
    void goOn(BooleanSupplier turnEnded) {
      try {
        if (turnEnded.getAsBoolean()) {
          contend();
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    private void acquired(@Nullable Void nothing, @Nullable Throwable failure) {
      if (failure != null) {
        fail(failure); // cancelled; the place in the line is given up
      } else {
        goOn(this::turnEnded);
      }
    }

    /** Begins a turn, and returns whether it has ended well: else somebody else goes on. */
    private boolean turnEnded() {
      int turn = guarded.enter(number, askedNanos);
      CompletableFuture<Long> held = hold.call(state.plan().leafOf(number, acquisition));
      if (held.isDone()) {
        return release(turn, held);
      }
      held.whenComplete((value, failure) -> goOn(() -> release(turn, held)));
      awaits(held);
      return false;
    }

    /** Ends a turn, and returns whether it ended well. */
    private boolean release(int turn, CompletableFuture<Long> held) {
      try {
        Hold.requireValue(state.plan().leafOf(number, acquisition), held.join());
        acquisition++;
        return true;
      } catch (RuntimeException e) {
        fail(e);
        return false;
      } finally {
        guarded.leave(number, turn);
        lock.release();
      }
    }
  }
}
