package org.asyncmark.pattern.event;

import org.asyncmark.leaf.CountedLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitingThreads;

/** Opens the waiters of an event in a model: here is which class with which executor. */
public final class EventWaiters {
  private EventWaiters() {}

  /**
   * Opens waiters.
   *
   * @param mechanism one of the model's
   * @param poolSize threads of the pool of the future model, 1 and up; ignored by the others
   * @param releases where each waiter notes that it waits and that it was let go; says how many
   *     there are
   * @throws org.asyncmark.EnvironmentException if the machine has no thread for each waiter of the
   *     platform model
   * @throws IllegalStateException if this JDK does not have the model
   */
  public static Waiters open(
      Model model, EventMechanism mechanism, int poolSize, Releases releases) {
    return switch (mechanism) {
      case LATCH ->
          new BlockingEventWaiters(WaitingThreads.open(model, releases), new LatchFlag(), releases);
      case CONDITION ->
          new BlockingEventWaiters(
              WaitingThreads.open(model, releases), new ConditionFlag(), releases);
      case ASYNC_EVENT -> new FutureEventWaiters(ModelExecutor.open(model, poolSize), releases);
      case LOOP_EVENT -> new LoopEventWaiters(CountedLoop.start("loop"), releases);
    };
  }
}
