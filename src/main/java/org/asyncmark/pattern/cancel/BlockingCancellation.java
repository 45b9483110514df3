package org.asyncmark.pattern.cancel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.TaskScope;

/**
 * {@link Cancellation} as one blocking task each, on a pool of platform threads with a thread for
 * each, or on virtual threads, as the executor decides. {@code Future.cancel(true)} interrupts the
 * thread and lets the future's own callers go at once, before the task has noticed; when that has
 * ended it has to say itself.
 *
 * <p>An interrupt closes the channel that a thread reads from, on platform threads as on virtual
 * ones, so that a cancelled request costs its connection.
 */
final class BlockingCancellation implements Cancellation {
  private final ExecutorService executor;
  private final boolean scoped;
  private final Resource<BlockingLeaf> resource;
  private final CancelOp op;
  private final LeafTimes times;
  private final List<Future<Long>> started = new ArrayList<>();
  private final AtomicReferenceArray<Thread> threads;
  private CountDownLatch left = new CountDownLatch(0); // seen by whoever is started afterwards

  /**
   * Creates tasks that are not started.
   *
   * @param executor runs as many tasks at once as the op has, and one more where they are scoped
   * @param scoped whether one task owns a structured scope with all the others
   * @param times where requests note that they are sent
   */
  BlockingCancellation(
      ExecutorService executor,
      boolean scoped,
      Resource<BlockingLeaf> resource,
      CancelOp op,
      LeafTimes times) {
    this.executor = executor;
    this.scoped = scoped;
    this.resource = resource;
    this.op = op;
    this.times = times;
    this.threads = new AtomicReferenceArray<>(op.tasks());
  }

  @Override
  public void arm() throws ExecutionException, InterruptedException {
    times.clear();
    started.clear();
    left = new CountDownLatch(op.tasks() + (scoped ? 1 : 0));
    resource.hold().run();
    boolean armed = false;
    try {
      start();
      for (int i = 0; i < op.tasks(); i++) {
        awaitWaiting(i);
      }
      armed = true;
    } finally {
      if (!armed) {
        started.forEach(each -> each.cancel(true));
      }
    }
  }

  private void start() {
    for (int i = 0; i < op.tasks(); i++) {
      threads.set(i, null);
    }
    if (scoped) {
      started.add(executor.submit(this::own));
      return;
    }
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      started.add(executor.submit(() -> waitUntilCancelled(task)));
    }
  }

  /** Owns the tasks; an interrupt of the owner ends them all before it ends the owner. */
  private Long own() throws ExecutionException, TimeoutException, InterruptedException {
    try (TaskScope<Long> scope = TaskScope.open(TaskScope.Join.AWAIT_ALL)) {
      for (int i = 0; i < op.tasks(); i++) {
        int task = i;
        scope.fork(() -> waitUntilCancelled(task));
      }
      scope.join();
      return (long) op.tasks();
    } finally {
      left.countDown();
    }
  }

  private long waitUntilCancelled(int task) throws IOException, InterruptedException {
    try {
      threads.set(task, Thread.currentThread());
      return resource.use().call(task);
    } catch (InterruptedException e) {
      op.cancelled(task);
      throw e;
    } finally {
      left.countDown();
    }
  }

  private void awaitWaiting(int task) throws ExecutionException, InterruptedException {
    Future<Long> future = started.get(scoped ? 0 : task);
    while (!isWaiting(task)) {
      if (future.isDone()) {
        future.get();
        throw new IllegalStateException("task " + task + " ended before it was cancelled");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before all tasks waited");
      }
      Thread.yield();
    }
  }

  /** A thread that reads from a socket may be in any state. */
  private boolean isWaiting(int task) {
    if (op.waiting() == Waiting.HTTP) {
      return times.hasStarted(task);
    }
    Thread thread = threads.get(task);
    if (thread == null) {
      return false;
    }
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  @Override
  public void cancel() throws ExecutionException, InterruptedException {
    op.began();
    started.forEach(each -> each.cancel(true));
    for (Future<Long> each : started) {
      requireCancelled(each);
    }
    op.released();
    left.await();
    op.quiet();
    resource.free().run();
    List<Callable<Long>> uses = new ArrayList<>(op.uses());
    for (int i = 0; i < op.uses(); i++) {
      int task = i;
      uses.add(() -> resource.use().call(task));
    }
    List<Future<Long>> used = executor.invokeAll(uses);
    for (int i = 0; i < used.size(); i++) {
      CancelOp.requireUsed(i, used.get(i).get());
    }
    op.reusable();
  }

  private static void requireCancelled(Future<Long> task)
      throws ExecutionException, InterruptedException {
    try {
      throw new IllegalStateException("a task that was cancelled gave " + task.get());
    } catch (CancellationException e) {
      // as it is to be
    }
  }

  @Override
  public long reconnects() {
    return resource.reconnects().getAsLong();
  }
}
