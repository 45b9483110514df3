package org.asyncmark.pattern.lock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.ModelExecutor;

/**
 * {@link Contention} as one blocking task per contender, on a pool of platform threads with a
 * thread for each, or on virtual threads, as the executor decides.
 */
final class BlockingContention implements Contention {
  private final ModelExecutor tasks;
  private final BlockingLeaf hold;
  private final Ledger ledger;
  private final List<BlockingLock> locks = new ArrayList<>();

  BlockingContention(
      ModelExecutor tasks, LockMechanism mechanism, Ledger ledger, BlockingLeaf hold) {
    this.tasks = tasks;
    this.ledger = ledger;
    this.hold = hold;
    for (int i = 0; i < ledger.plan().locks(); i++) {
      locks.add(BlockingLock.of(mechanism));
    }
  }

  @Override
  public void run() throws ExecutionException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(ledger.plan().contenders());
    for (int i = 0; i < ledger.plan().contenders(); i++) {
      contenders.add(new Contender(i));
    }
    for (Future<Void> ended : tasks.executor().invokeAll(contenders)) {
      ended.get();
    }
  }

  @Override
  public void close() {
    tasks.close();
    hold.close();
  }

  private final class Contender implements Callable<Void>, BlockingLock.Section {
    private final LockPlan plan = ledger.plan();
    private final int number;
    private final BlockingLock lock;
    private final Guarded guarded;
    private int acquisition;
    private long askedNanos;

    Contender(int number) {
      this.number = number;
      lock = locks.get(plan.lockOf(number));
      guarded = ledger.guarded(plan.lockOf(number));
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
