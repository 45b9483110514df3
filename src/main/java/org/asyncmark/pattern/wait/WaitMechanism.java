package org.asyncmark.pattern.wait;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.asyncmark.model.Model;
import org.asyncmark.model.TaskScope;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What tells the caller of a race that it is over. Those that can do one kind of race alone stand
 * before those that can do all.
 */
enum WaitMechanism implements Opening.Of<Rules, Race> {
  /** {@code ExecutorService.invokeAny}: the first success, the losers cancelled. */
  INVOKE_ANY(
      THREADS,
      rules -> rules.until() == Until.FIRST_SUCCESS && rules.cancels(true) && !rules.hedged(),
      (s, rules) -> new InvokeAnyRace(s.tasks(), s.blockingLeaf(), 0)),
  /** {@code ExecutorCompletionService}: the caller takes each end, and waits for the next. */
  COMPLETION_SERVICE(
      THREADS,
      rules -> true,
      (s, rules) -> new BlockingRace(s.tasks(), s.blockingLeaf(), rules, 0)),
  /**
   * {@code StructuredTaskScope}, a preview from JDK 21 on, with the joiner for what is waited for.
   */
  STRUCTURED_SCOPE(
      Set.of(Model.VIRTUAL),
      rules ->
          rules.until() != Until.AS_COMPLETED
              && (rules.cancels(true) || !rules.until().hasLosers())
              && !rules.hedged(),
      (s, rules) -> new ScopeRace(s.blockingLeaf(), rules.until(), 0)) {
    @Override
    public @Nullable String absenceOn(int jdkFeature) {
      return TaskScope.absence(jdkFeature);
    }
  },
  /** {@code CompletableFuture.anyOf}. */
  ANY_OF(
      FUTURE,
      rules -> rules.until() == Until.FIRST && !rules.hedged(),
      (s, rules) -> new CombinedRace(s.futureLeaf(), rules)),
  /** {@code CompletableFuture.allOf}. */
  ALL_OF(
      FUTURE,
      rules -> rules.until() == Until.ALL,
      (s, rules) -> new CombinedRace(s.futureLeaf(), rules)),
  /** {@code whenComplete} behind each future; the wait of a hedge is {@code completeOnTimeout}. */
  WHEN_COMPLETE(
      FUTURE, rules -> true, (s, rules) -> new FutureRace(s.tasks(), s.futureLeaf(), rules)),
  /** {@code asyncio.wait} of the loop; the wait of a hedge is its time-out. */
  LOOP_WAIT(
      LOOP,
      rules -> rules.until() != Until.AS_COMPLETED,
      (s, rules) -> new LoopRace(s.loop(), s.loopLeaf(), rules, false, 0)),
  /** {@code asyncio.as_completed} of the loop. */
  LOOP_AS_COMPLETED(
      LOOP,
      rules -> !rules.hedged(),
      (s, rules) -> new LoopRace(s.loop(), s.loopLeaf(), rules, true, 0));

  private final Predicate<Rules> suiting;
  private final Opening<Rules, Race> opening;

  WaitMechanism(Set<Model> models, Predicate<Rules> suiting, BiFunction<Stage, Rules, Race> how) {
    this.suiting = suiting;
    this.opening = new Opening<>(models, how);
  }

  /** Tells whether it can do a race. */
  boolean suits(Rules rules) {
    return suiting.test(rules);
  }

  @Override
  public Opening<Rules, Race> opening() {
    return opening;
  }
}
