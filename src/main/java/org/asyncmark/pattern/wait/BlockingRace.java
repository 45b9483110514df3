package org.asyncmark.pattern.wait;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Race} as one blocking task per leaf and an {@link ExecutorCompletionService}, on a pool of
 * platform threads or on virtual threads, as the executor decides. The service hands a task out
 * when it is no longer at work, a cancelled one too: to take them all is to be quiet.
 */
final class BlockingRace implements Race {
  private final ExecutorService tasks;
  private final BlockingLeaf leaf;
  private final Rules rules;
  private final int first;
  private final List<Future<End>> started = new ArrayList<>();
  private CompletionService<End> ends;
  private int taken;

  /**
   * Creates a race.
   *
   * @param first index of its first leaf
   */
  BlockingRace(ExecutorService tasks, BlockingLeaf leaf, Rules rules, int first) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.rules = rules;
    this.first = first;
    this.ends = new ExecutorCompletionService<>(tasks);
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    Tally tally = new Tally(rules.until(), leaves, each);
    ends = new ExecutorCompletionService<>(tasks);
    started.clear();
    taken = 0;
    try {
      while (started.size() < rules.atStart(leaves)) {
        startNext();
      }
      while (!tally.isOver()) {
        boolean more = started.size() < leaves;
        Future<End> ended =
            more ? ends.poll(rules.hedge().toNanos(), TimeUnit.NANOSECONDS) : ends.take();
        if (ended != null) {
          taken++;
          tally.take(ended.get());
        }
        if (more && !tally.isOver()) {
          startNext();
        }
      }
      return tally.result();
    } finally {
      if (rules.cancels(tally.isOver())) {
        started.forEach(task -> task.cancel(true));
      }
    }
  }

  @Override
  public void quiet() throws InterruptedException {
    for (; taken < started.size(); taken++) {
      ends.take();
    }
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          RaceOp op = next.get();
          return op.run(new BlockingRace(tasks, leaf, rules, op.firstLeaf()));
        });
  }

  private void startNext() {
    int index = started.size();
    started.add(ends.submit(() -> end(index)));
  }

  private End end(int index) throws InterruptedException {
    try {
      return End.well(leaf.call(first + index) - first);
    } catch (IOException e) {
      return new End(index, e);
    }
  }
}
