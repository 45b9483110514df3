package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Contention} as one blocking task per contender, on a pool of platform threads with a
 * thread for each, or on virtual threads, as the executor decides.
 */
final class BlockingContention implements Contention {
  private final ExecutorService tasks;
  private final BlockingLeaf hold;
  private final GuardedState state;
  private final List<BlockingLock> locks = new ArrayList<>();

  BlockingContention(
      ExecutorService tasks, Supplier<BlockingLock> lock, GuardedState state, BlockingLeaf hold) {
    this.tasks = tasks;
    this.state = state;
    this.hold = hold;
    for (int i = 0; i < state.plan().locks(); i++) {
      locks.add(lock.get());
    }
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    run(state);
  }

  @Override
  public AsyncOp<GuardedState> op() {
    return new AsyncOp.Blocking<>(
        () -> {
          GuardedState own = state.another();
          run(own);
          return own;
        });
  }

  private void run(GuardedState op) throws ExecutionException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(op.plan().contenders());
    for (int i = 0; i < op.plan().contenders(); i++) {
      contenders.add(new Contender(op, i));
    }
    for (Future<Void> ended : tasks.invokeAll(contenders)) {
      ended.get();
    }
  }

  private final class Contender implements Callable<Void>, BlockingLock.Section {
    private final LockPlan plan = state.plan();
    private final int number;
    private final BlockingLock lock;
    private final Guarded guarded;
    private int acquisition;
    private long askedNanos;

    Contender(GuardedState op, int number) {
      this.number = number;
      lock = locks.get(plan.lockOf(number));
      guarded = op.guarded(plan.lockOf(number));
    }

    @Override
    public Void call() throws IOException, InterruptedException {
      for (acquisition = 0; acquisition < plan.acquisitions(); acquisition++) {
        askedNanos = System.nanoTime();
        lock.hold(this);
      }
      return null;
    }

    @Override
    public void run() throws IOException, InterruptedException {
      int turn = guarded.enter(number, askedNanos);
      try {
        int leaf = plan.leafOf(number, acquisition);
        Hold.requireValue(leaf, hold.call(leaf));
      } finally {
        guarded.leave(number, turn);
      }
    }
  }
}
