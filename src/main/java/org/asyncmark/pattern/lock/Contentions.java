package org.asyncmark.pattern.lock;

import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.GiveBack;
import org.asyncmark.pattern.Mechanism;

/** Opens a {@link Contention} in a model: here is which class with which executor. */
final class Contentions {
  private Contentions() {}

  /**
   * Opens a contention with its locks, threads, loops and connections.
   *
   * @param ledger who contends for what, and what the locks guard
   * @param hold what a contender does while it holds its lock
   * @param poolSize threads of the pool of the future model, 1 and up; the platform model has a
   *     thread for each contender
   * @throws IllegalArgumentException if the model does not have the mechanism
   * @throws IllegalStateException if this JDK does not have the model
   */
  static Contention open(
      Model model, LockMechanism mechanism, Ledger ledger, Hold hold, int poolSize) {
    Mechanism.of(LockMechanism.values(), model, mechanism.id()); // refuses one of another model
    return switch (model) {
      case PLATFORM, VIRTUAL -> {
        ModelExecutor tasks = ModelExecutor.open(model, ledger.plan().contenders());
        yield new BlockingContention(
            tasks, mechanism, ledger, GiveBack.onFailure(tasks::close, hold::blocking));
      }
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new FutureContention(
            tasks, ledger, GiveBack.onFailure(tasks::close, () -> hold.future(tasks.executor())));
      }
      case LOOP -> {
        EventLoop loop = CountedLoop.start("loop");
        yield new LoopContention(
            loop, mechanism, ledger, GiveBack.onFailure(loop::close, () -> hold.loop(loop)));
      }
    };
  }
}
