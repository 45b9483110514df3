package org.asyncmark.pattern.ratelimit;

import java.util.Set;
import java.util.function.Function;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/** What holds tasks to a rate, and the timer that wakes them when their tokens are due. */
enum RateLimitMechanism implements Mechanism {
  /**
   * A {@link TokenBucket} under a lock, and {@code Thread.sleep} until the token is due. Its timer
   * is the kernel's under a platform thread, which sleeps for whole milliseconds before JDK 21; and
   * under a virtual one the JDK's, as of a timed park.
   */
  SLEEP(
      THREADS,
      "Thread.sleep, on JDK 17 in whole milliseconds",
      s -> blocking(s, SharedBucket::new)),
  /** Bucket4j's blocking bucket with a greedy refill. Its timer is the timed park of the thread. */
  BUCKET4J(THREADS, "timed park", s -> blocking(s, Bucket4jTokens::new)),
  /**
   * A {@link TokenBucket} under a lock, and {@code completeOnTimeout} of a future when its token is
   * due. Its timer is the one thread of {@code CompletableFuture} for delays; from JDK 25 on the
   * delay scheduler of the common pool.
   */
  COMPLETE_ON_TIMEOUT(
      FUTURE,
      "CompletableFuture's delay thread, from JDK 25 the common pool's",
      s -> new FutureRateLimited(s.futureLeaf())),
  /**
   * A {@link TokenBucket} on the loop, and {@code callAt} the time at which a token is due. Its
   * timer is the loop's heap of timers, and its waits are in whole milliseconds, rounded up.
   */
  CALL_AT(LOOP, "timers in the heap of the loop", s -> new LoopRateLimited(s.loop(), s.loopLeaf()));

  private final Set<Model> models;
  private final String facility;
  private final Function<Stage, RateLimited> opening;

  RateLimitMechanism(Set<Model> models, String facility, Function<Stage, RateLimited> opening) {
    this.models = models;
    this.facility = facility;
    this.opening = opening;
  }

  RateLimited open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  @Override
  public String facility() {
    return facility;
  }

  private static RateLimited blocking(Stage stage, Function<Rate, BlockingTokens> bucket) {
    return new BlockingRateLimited(stage.tasks(), stage.blockingLeaf(), bucket);
  }
}
