package org.asyncmark.pattern.wait;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Race} as {@code ExecutorService.invokeAny}: the first success, and the losers cancelled,
 * those that it has not started by then left out. It does not wait for the losers and shows nobody
 * its tasks, so that they say themselves when they are at work.
 */
final class InvokeAnyRace implements Race {
  private final ExecutorService tasks;
  private final BlockingLeaf leaf;
  private final int first;
  private Phaser atWork = new Phaser(1); // the caller's own part is taken back in quiet()

  /**
   * Creates a race.
   *
   * @param first index of its first leaf
   */
  InvokeAnyRace(ExecutorService tasks, BlockingLeaf leaf, int first) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.first = first;
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    Phaser ofRun = new Phaser(1);
    atWork = ofRun;
    List<Callable<Long>> calls = new ArrayList<>(leaves);
    for (int i = 0; i < leaves; i++) {
      int index = i;
      calls.add(() -> call(index, ofRun));
    }
    return List.of(End.well(tasks.invokeAny(calls)));
  }

  @Override
  public void quiet() throws InterruptedException {
    atWork.awaitAdvanceInterruptibly(atWork.arriveAndDeregister());
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          RaceOp op = next.get();
          return op.run(new InvokeAnyRace(tasks, leaf, op.firstLeaf()));
        });
  }

  private long call(int index, Phaser ofRun) throws IOException, InterruptedException {
    if (ofRun.register() < 0) { // whoever is let on to a thread when all is quiet stays out
      throw new CancellationException("the race is over");
    }
    try {
      return leaf.call(first + index) - first;
    } finally {
      ofRun.arriveAndDeregister();
    }
  }
}
