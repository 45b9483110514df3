package org.asyncmark.pattern.pitfalls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.offload.OffloadMechanism;

/** The pitfalls of tasks of one loop, as Python programmers know them. */
final class LoopPitfalls {
  private final EventLoop loop;
  private final LoopLeaf leaf;
  private final PitfallPlan plan;

  private LoopPitfalls(Stage stage, PitfallPlan plan) {
    this.loop = stage.loop();
    this.leaf = stage.loopLeaf();
    this.plan = plan;
  }

  static Exercise open(Stage stage, PitfallPlan plan) {
    return switch (plan.pitfall()) {
      case BLOCKING_HANDLER -> HandlerExercise.open(OffloadMechanism.RUN_IN_EXECUTOR, stage, plan);
      case ONE_BY_ONE -> new LoopPitfalls(stage, plan)::oneByOne;
      case SESSION_PER_REQUEST ->
          new SessionExercise(plan, () -> Session.open(stage), stage.open(Session.open(stage)));
      case ORPHAN -> new LoopPitfalls(stage, plan)::orphans;
      case LOCK_ORDER -> new LoopLockOrder(stage.loop(), new LockOrder(plan));
      case PINNED -> throw new IllegalArgumentException("a loop has no such pitfall");
    };
  }

  private int oneByOne() throws ExecutionException, InterruptedException {
    List<Long> results =
        plan.byMistake()
            ? loop.callAndWait(() -> Task.start(loop, () -> oneAfterAnother(new ArrayList<>())))
            : loop.callAndWait(() -> Async.gather(loop, leaves()));
    plan.check().requireInOrder(results, plan.tasks());
    return 0;
  }

  private List<LoopFuture<Long>> leaves() {
    List<LoopFuture<Long>> leaves = new ArrayList<>(plan.tasks());
    for (int task = 0; task < plan.tasks(); task++) {
      leaves.add(leaf.call(task));
    }
    return leaves;
  }

  private Awaitable<List<Long>> oneAfterAnother(List<Long> results) {
    return results.size() == plan.tasks()
        ? Awaitable.of(results)
        : leaf.call(results.size())
            .then(
                result -> {
                  results.add(result);
                  return oneAfterAnother(results);
                });
  }

  private int orphans() throws ExecutionException, InterruptedException {
    OrphanWatch watch = new OrphanWatch(plan.tasks());
    if (!plan.byMistake()) {
      loop.callAndWait(
          () -> {
            List<Task<Long>> started = start(watch);
            return Task.start(
                loop, Async.<Long>gatherSettled(loop, started).map(ended -> look(ended, watch)));
          });
      return watch.awaitOrphans();
    }
    List<Task<Long>> forgotten = new ArrayList<>(plan.tasks());
    loop.callSoonThreadsafe(() -> forgotten.addAll(start(watch)));
    try {
      return watch.awaitOrphans();
    } catch (InterruptedException e) {
      loop.callSoonThreadsafe(() -> forgotten.forEach(Task::cancel));
      throw e;
    }
  }

  private List<Task<Long>> start(OrphanWatch watch) {
    List<Task<Long>> started = new ArrayList<>(plan.tasks());
    for (int i = 0; i < plan.tasks(); i++) {
      int task = i;
      Task<Long> each =
          Task.start(loop, () -> leaf.call(task).<Long>map(result -> plan.outcome(task, result)));
      each.onDone(done -> watch.ended(task, done.failure() != null));
      started.add(each);
    }
    return started;
  }

  /** Looks at the outcome of each task, and returns how many have failed. */
  private int look(List<LoopFuture<Long>> ended, OrphanWatch watch) throws ExecutionException {
    int failed = 0;
    for (int task = 0; task < plan.tasks(); task++) {
      Throwable failure = ended.get(task).failure();
      if (failure != null) {
        plan.requireDrawn(failure);
        watch.seen(task);
        failed++;
      }
    }
    return failed;
  }

  private record Session(EventLoop loop, LoopLeaf leaf) implements SessionExercise.Session {
    static Session open(Stage stage) {
      return new Session(stage.loop(), stage.leaves().loop(stage.times(), stage.loop()));
    }

    @Override
    public long ask(int request) throws ExecutionException, InterruptedException {
      return loop.callAndWait(() -> leaf.call(request));
    }

    @Override
    public void close() {
      leaf.close();
    }
  }
}
