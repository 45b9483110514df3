package org.asyncmark.pattern.lock;

import java.util.function.Supplier;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;

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
    mechanism.requireOf(model);
    return switch (model) {
      case PLATFORM, VIRTUAL -> {
        ModelExecutor tasks = ModelExecutor.open(model, ledger.plan().contenders());
        yield new BlockingContention(
            tasks, mechanism, ledger, orGiveBack(tasks::close, hold::blocking));
      }
      case FUTURE -> {
        ModelExecutor tasks = ModelExecutor.open(model, poolSize);
        yield new FutureContention(
            tasks, ledger, orGiveBack(tasks::close, () -> hold.future(tasks.executor())));
      }
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopContention(
            loop, mechanism, ledger, orGiveBack(loop::close, () -> hold.loop(loop)));
      }
    };
  }

  /** Opens a hold, and gives back what was opened for it if that fails. */
  private static <T> T orGiveBack(Runnable giveBack, Supplier<T> hold) {
    boolean opened = false;
    try {
      T result = hold.get();
      opened = true;
      return result;
    } finally {
      if (!opened) {
        giveBack.run();
      }
    }
  }
}
