package org.asyncmark.pattern.condition;

import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopCondition;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.WaitingTasks;

/** {@link ConditionWaiters} as tasks of one loop; who notifies is one more. */
final class LoopConditionWaiters implements ConditionWaiters {
  private final EventLoop loop;
  private final Tokens tokens; // guarded by the lock of the condition
  private final WaitingTasks tasks;
  private final LoopCondition granted = new LoopCondition();

  LoopConditionWaiters(EventLoop loop, Tokens tokens) {
    this.loop = loop;
    this.tokens = tokens;
    this.tasks = new WaitingTasks(loop, tokens.releases().waiters());
  }

  @Override
  public void arm() throws InterruptedException {
    tasks.arm(this::pass);
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    Runnable grant = () -> tokens.grant(granted::signal, granted::signalAll);
    loop.callAndWait(() -> Task.start(loop, locked(grant).then(done -> tasks.ended())));
  }

  @Override
  public void nudge() throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Task.start(loop, locked(granted::signalAll)));
  }

  private Awaitable<Void> pass(int waiter) {
    return granted.with(
        () -> {
          if (waiter == 0) {
            tokens.reset(); // the first to come
          }
          tokens.releases().arrives(waiter);
          return granted
              .awaitUntil(tokens::available)
              .thenRun(
                  () -> {
                    if (tokens.take(waiter)) {
                      granted.signal();
                    }
                  });
        });
  }

  private Awaitable<Void> locked(Runnable action) {
    return granted.with(
        () -> {
          action.run();
          return Awaitable.done();
        });
  }
}
