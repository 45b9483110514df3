package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;

/**
 * {@link FanOut} as one blocking task per leaf and a semaphore, on a pool of platform threads or on
 * virtual threads, as the executor decides.
 *
 * <p>A permit that is taken before the task is started is taken by the calling thread, which blocks
 * for it: that is how blocking code does it.
 */
record BlockingFanOut(ExecutorService tasks, BlockingLeaf leaf, Semaphore permits, Limit by)
    implements FanOut {
  @Override
  public List<Long> run(int fanOut) throws ExecutionException, InterruptedException {
    return by.place() == PermitPlace.INSIDE
        ? TaskResults.failFast(tasks, fanOut, index -> () -> withPermit(index))
        : oneTaskPerPermit(fanOut);
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
    by.waits().start(index);
    permits.acquire();
    by.waits().end(index);
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
        task.startOn(tasks);
      }
      return results.await();
    } catch (InterruptedException | RuntimeException | Error e) {
      started.forEach(PermittedTask::cancel);
      throw e;
    }
  }
}
