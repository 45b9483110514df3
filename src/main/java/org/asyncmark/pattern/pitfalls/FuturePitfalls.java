package org.asyncmark.pattern.pitfalls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.offload.OffloadMechanism;

/**
 * The pitfalls of composed {@link CompletableFuture}s. A session of theirs is a client with a
 * loop's thread of its own, as it is with the JDK's {@code HttpClient}.
 */
final class FuturePitfalls {
  private final FutureLeaf leaf;
  private final PitfallPlan plan;

  private FuturePitfalls(Stage stage, PitfallPlan plan) {
    this.leaf = stage.futureLeaf();
    this.plan = plan;
  }

  static Exercise open(Stage stage, PitfallPlan plan) {
    return switch (plan.pitfall()) {
      case BLOCKING_HANDLER -> HandlerExercise.open(OffloadMechanism.SUPPLY_ASYNC, stage, plan);
      case ONE_BY_ONE -> new FuturePitfalls(stage, plan)::oneByOne;
      case SESSION_PER_REQUEST ->
          new SessionExercise(plan, () -> Session.open(stage), stage.open(Session.open(stage)));
      case ORPHAN -> new FuturePitfalls(stage, plan)::orphans;
      case LOCK_ORDER -> new FutureLockOrder(stage.tasks(), new LockOrder(plan));
      case PINNED -> throw new IllegalArgumentException("futures have no such pitfall");
    };
  }

  private int oneByOne() throws ExecutionException, InterruptedException {
    List<CompletableFuture<Long>> started = new ArrayList<>(plan.tasks());
    for (int i = 0; i < plan.tasks(); i++) {
      int task = i;
      started.add(
          i == 0 || !plan.byMistake()
              ? leaf.call(task)
              : started.get(i - 1).thenCompose(previous -> leaf.call(task)));
    }
    plan.check().requireInOrder(await(FutureResults.all(started), started), plan.tasks());
    return 0;
  }

  private int orphans() throws ExecutionException, InterruptedException {
    OrphanWatch watch = new OrphanWatch(plan.tasks());
    List<CompletableFuture<Long>> started = new ArrayList<>(plan.tasks());
    for (int i = 0; i < plan.tasks(); i++) {
      int task = i;
      started.add(
          leaf.call(task)
              .thenApply(result -> outcome(task, result))
              .whenComplete((result, failure) -> watch.ended(task, failure != null)));
    }
    if (!plan.byMistake()) {
      List<CompletableFuture<Throwable>> failures = new ArrayList<>(plan.tasks());
      for (CompletableFuture<Long> each : started) {
        failures.add(each.handle((result, failure) -> failure));
      }
      List<Throwable> seen = await(FutureResults.all(failures), started);
      for (int task = 0; task < plan.tasks(); task++) {
        if (seen.get(task) != null) {
          plan.requireDrawn(FutureResults.unwrapped(seen.get(task)));
          watch.seen(task);
        }
      }
    }
    try {
      return watch.awaitOrphans();
    } catch (InterruptedException e) {
      started.forEach(each -> each.cancel(true));
      throw e;
    }
  }

  private long outcome(int task, long result) {
    try {
      return plan.outcome(task, result);
    } catch (PitfallPlan.TaskFailure e) {
      throw new CompletionException(e);
    }
  }

  private static <T> T await(CompletableFuture<T> all, List<CompletableFuture<Long>> started)
      throws ExecutionException, InterruptedException {
    try {
      return all.get();
    } catch (InterruptedException e) {
      started.forEach(each -> each.cancel(true));
      throw e;
    }
  }

  private record Session(FutureLeaf leaf) implements SessionExercise.Session {
    static Session open(Stage stage) {
      return new Session(stage.leaves().future(stage.times(), stage.tasks()));
    }

    @Override
    public long ask(int request) throws ExecutionException, InterruptedException {
      CompletableFuture<Long> asked = leaf.call(request);
      return await(asked, List.of(asked));
    }

    @Override
    public void close() {
      leaf.close();
    }
  }
}
