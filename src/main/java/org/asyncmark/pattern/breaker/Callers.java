package org.asyncmark.pattern.breaker;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.Stage;

/**
 * Callers of a service that share a breaker. Each makes its calls one after another, as a task of
 * the model; a call that the breaker does not let through is over at once.
 *
 * <p>The caller of this is a platform thread outside the model.
 */
interface Callers {
  /**
   * Has all calls made and waits for their ends, which are noted in them.
   *
   * @throws ExecutionException if a call failed by something else than an {@link
   *     java.io.IOException}
   * @throws InterruptedException if the calling thread was interrupted; the calls are cancelled
   *     then, and the breaker is told that those under way were given up
   */
  void run(Breaker through, Calls calls) throws ExecutionException, InterruptedException;

  /**
   * Returns the calls of a request, through a breaker that all requests share; on the thread of the
   * request unless overridden.
   *
   * @param next makes the calls of each request, on whatever thread begins it
   */
  default AsyncOp<Calls> op(Breaker through, Supplier<Calls> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          Calls calls = next.get();
          run(through, calls);
          return calls;
        });
  }

  /** Opens the callers of a model. */
  static Callers open(Stage stage) {
    return switch (stage.model()) {
      case PLATFORM, VIRTUAL -> new BlockingCallers(stage.tasks(), stage.blockingLeaf());
      case FUTURE -> new FutureCallers(stage.tasks(), stage.futureLeaf());
      case LOOP -> new LoopCallers(stage.loop(), stage.loopLeaf());
      case ASYNCIO -> throw Model.notInJava();
    };
  }
}
