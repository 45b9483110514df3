package org.asyncmark.pattern.offload;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** How a request has another thread make a call and gets back where it runs. */
public enum OffloadMechanism implements Opening.Of<OffloadPlan, Offloading> {
  /** {@code submit} to a pool of platform threads, and wait for it. */
  POOL_SUBMIT(
      THREADS,
      (s, plan) ->
          new BlockingOffloading(
              s.tasks(plan.requests() + 1), pool(s, plan), s.blockingLeaf(), plan)),
  /** {@code supplyAsync} on a pool of platform threads, and {@code thenApplyAsync} back. */
  SUPPLY_ASYNC(
      FUTURE, (s, plan) -> new FutureOffloading(s.tasks(), pool(s, plan), s.blockingLeaf(), plan)),
  /** {@code Async.runInExecutor} on a pool of platform threads; a wake-up of the loop back. */
  RUN_IN_EXECUTOR(
      LOOP, (s, plan) -> new LoopOffloading(s.loop(), pool(s, plan), s.blockingLeaf(), plan));

  private final Opening<OffloadPlan, Offloading> opening;

  OffloadMechanism(Set<Model> models, BiFunction<Stage, OffloadPlan, Offloading> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<OffloadPlan, Offloading> opening() {
    return opening;
  }

  /** Opens the pool that calls are offloaded to, which is the same in all models. */
  private static ExecutorService pool(Stage stage, OffloadPlan plan) {
    return stage.open(ModelExecutor.open(Model.PLATFORM, plan.threads())).executor();
  }
}
