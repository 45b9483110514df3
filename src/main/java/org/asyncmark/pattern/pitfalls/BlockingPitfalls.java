package org.asyncmark.pattern.pitfalls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Stage;

/**
 * The pitfalls of blocking tasks, on a pool of platform threads with a thread for each of them, or
 * on virtual threads, as the executor decides.
 */
final class BlockingPitfalls {
  private final ExecutorService tasks;
  private final BlockingLeaf leaf;
  private final PitfallPlan plan;

  private BlockingPitfalls(Stage stage, PitfallPlan plan) {
    this.tasks = stage.tasks(plan.tasks());
    this.leaf = stage.blockingLeaf();
    this.plan = plan;
  }

  static Exercise open(Stage stage, PitfallPlan plan) {
    return switch (plan.pitfall()) {
      case ONE_BY_ONE -> new BlockingPitfalls(stage, plan)::oneByOne;
      case SESSION_PER_REQUEST ->
          new SessionExercise(plan, () -> Session.open(stage), stage.open(Session.open(stage)));
      case ORPHAN -> new BlockingPitfalls(stage, plan)::orphans;
      case LOCK_ORDER ->
          new BlockingLockOrder(
              stage.tasks(plan.tasks()),
              new LockOrder(plan),
              stage.model() == Model.PLATFORM
                  ? DeadlockWatch.ofPlatformThreads()
                  : DeadlockWatch.ofAnyThreads());
      case PINNED -> new BlockingPitfalls(stage, plan)::pinned;
      case BLOCKING_HANDLER -> throw new IllegalArgumentException("threads have no such pitfall");
    };
  }

  private int oneByOne() throws ExecutionException, InterruptedException {
    if (!plan.byMistake()) {
      return together(task -> () -> leaf.call(task));
    }
    for (int i = 0; i < plan.tasks(); i++) {
      int task = i;
      Future<Long> started = tasks.submit(() -> leaf.call(task));
      try {
        plan.check().requireValue(task, started.get());
      } finally {
        started.cancel(true); // of no effect but after an interrupt
      }
    }
    return 0;
  }

  private int pinned() throws ExecutionException, InterruptedException {
    return together(task -> plan.byMistake() ? inMonitor(task) : inLock(task));
  }

  private Callable<Long> inMonitor(int task) {
    Object own = new Object();
    return () -> {
      synchronized (own) {
        return leaf.call(task);
      }
    };
  }

  private Callable<Long> inLock(int task) {
    ReentrantLock own = new ReentrantLock();
    return () -> {
      own.lock();
      try {
        return leaf.call(task);
      } finally {
        own.unlock();
      }
    };
  }

  private int together(IntFunction<Callable<Long>> task)
      throws ExecutionException, InterruptedException {
    List<Callable<Long>> calls = new ArrayList<>(plan.tasks());
    for (int i = 0; i < plan.tasks(); i++) {
      calls.add(task.apply(i));
    }
    List<Future<Long>> ended = tasks.invokeAll(calls);
    for (int i = 0; i < plan.tasks(); i++) {
      plan.check().requireValue(i, ended.get(i).get());
    }
    return 0;
  }

  private int orphans() throws ExecutionException, InterruptedException {
    OrphanWatch watch = new OrphanWatch(plan.tasks());
    List<Future<Long>> started = new ArrayList<>(plan.tasks());
    for (int i = 0; i < plan.tasks(); i++) {
      int task = i;
      started.add(tasks.submit(() -> watched(task, watch)));
    }
    try {
      if (!plan.byMistake()) {
        for (int i = 0; i < plan.tasks(); i++) {
          look(i, started.get(i), watch);
        }
      }
      return watch.awaitOrphans();
    } catch (InterruptedException e) {
      started.forEach(each -> each.cancel(true));
      throw e;
    }
  }

  private long watched(int task, OrphanWatch watch)
      throws IOException, InterruptedException, PitfallPlan.TaskFailure {
    boolean failed = true;
    try {
      long result = plan.outcome(task, leaf.call(task));
      failed = false;
      return result;
    } finally {
      watch.ended(task, failed);
    }
  }

  private void look(int task, Future<Long> started, OrphanWatch watch)
      throws ExecutionException, InterruptedException {
    try {
      plan.check().requireValue(task, started.get());
    } catch (ExecutionException e) {
      plan.requireDrawn(Objects.requireNonNull(e.getCause(), "what the task threw"));
      watch.seen(task);
    }
  }

  private record Session(ExecutorService tasks, BlockingLeaf leaf)
      implements SessionExercise.Session {
    static Session open(Stage stage) {
      return new Session(stage.tasks(), stage.leaves().blocking(stage.times()));
    }

    @Override
    public long ask(int request) throws ExecutionException, InterruptedException {
      Future<Long> asked = tasks.submit(() -> leaf.call(request));
      try {
        return asked.get();
      } finally {
        asked.cancel(true); // of no effect but after an interrupt
      }
    }

    @Override
    public void close() {
      leaf.close();
    }
  }
}
