package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link FanOut} as one blocking task per leaf and a semaphore, on a pool of platform threads or on
 * virtual threads, as the executor decides.
 *
 * <p>A permit that is taken before the task is started is taken by the calling thread, which blocks
 * for it: that is how blocking code does it.
 */
final class BlockingFanOut implements FanOut {
  private final ModelExecutor tasks;
  private final BlockingLeaf leaf;
  private final Semaphore permits;
  private final PermitPlace place;
  private final LeafTimes waits;

  /**
   * @param permits as many as leaves may run at once
   * @param waits where each leaf notes when it waits for its permit
   */
  BlockingFanOut(
      ModelExecutor tasks,
      BlockingLeaf leaf,
      Semaphore permits,
      PermitPlace place,
      LeafTimes waits) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.permits = permits;
    this.place = place;
    this.waits = waits;
  }

  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    return place == PermitPlace.INSIDE
        ? TaskResults.failFast(tasks.executor(), fanOut, index -> () -> withPermit(index))
        : oneTaskPerPermit(fanOut);
  }

  @Override
  public void close() {
    tasks.close();
    leaf.close();
  }

  private long withPermit(int index) throws Exception {
    acquire(index);
    try {
      return leaf.call(index);
    } finally {
      permits.release();
    }
  }

  private void acquire(int index) throws InterruptedException {
    waits.start(index);
    permits.acquire();
    waits.end(index);
  }

  private List<Long> oneTaskPerPermit(int fanOut) throws ExecutionException, InterruptedException {
    TaskResults results = new TaskResults(fanOut);
    List<PermittedTask> started = new ArrayList<>(fanOut);
    try {
      for (int i = 0; i < fanOut; i++) {
        int index = i;
        acquire(index);
        PermittedTask task =
            new PermittedTask(permits, () -> results.settle(index, () -> leaf.call(index)));
        started.add(task); // from here on the permit is the task's
        if (results.hasFailed()) {
          task.cancel();
          break;
        }
        task.startOn(tasks.executor());
      }
      return results.await();
    } catch (InterruptedException | RuntimeException | Error e) {
      started.forEach(PermittedTask::cancel);
      throw e;
    }
  }
}
