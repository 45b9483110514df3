package org.asyncmark.pattern.retry;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** What tries a task again, and the timer that it waits by. */
enum RetryMechanism implements Opening.Of<PermitRule, Retrying> {
  /**
   * A loop with {@code Thread.sleep}: a timer of the kernel under a platform thread, and under a
   * virtual one the JDK's, a {@code ScheduledThreadPoolExecutor} before JDK 25 and the delay
   * scheduler of the fork-join pool from then on.
   */
  SLEEP_LOOP(THREADS, "Thread.sleep", (s, by) -> blocking(s, by, Repeating::sleepLoop)),
  /** resilience4j's {@code Retry}, on the timer of {@link #SLEEP_LOOP}. */
  RESILIENCE4J(
      THREADS, "its Retry, Thread.sleep", (s, by) -> blocking(s, by, Resilience4jRetry::call)),
  /**
   * Steps behind futures and a timer by {@code completeOnTimeout}: the one thread of {@code
   * CompletableFuture} for delays; from JDK 25 on the delay scheduler of the common pool.
   */
  COMPLETE_ON_TIMEOUT(
      FUTURE,
      "CompletableFuture's delay thread, from JDK 25 the common pool's",
      (s, by) -> new FutureRetrying(s.tasks(), s.futureLeaf(), new AsyncSemaphore(by.limit()), by)),
  /** A task that awaits {@code Async.sleep}, on the loop's heap of timers. */
  LOOP_SLEEP(
      LOOP,
      "timers in the heap of the loop",
      (s, by) -> new LoopRetrying(s.loop(), s.loopLeaf(), new LoopSemaphore(by.limit()), by));

  private final Opening<PermitRule, Retrying> opening;
  private final String facility;

  RetryMechanism(Set<Model> models, String facility, BiFunction<Stage, PermitRule, Retrying> how) {
    this.opening = new Opening<>(models, how);
    this.facility = facility;
  }

  @Override
  public Opening<PermitRule, Retrying> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  /** The permits are fair, as those of the other models are. */
  private static Retrying blocking(Stage stage, PermitRule by, Repeating repeating) {
    Semaphore permits = new Semaphore(by.limit(), true);
    return new BlockingRetrying(stage.tasks(), stage.blockingLeaf(), permits, by, repeating);
  }
}
