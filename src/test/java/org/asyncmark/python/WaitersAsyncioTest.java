package org.asyncmark.python;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.Waiters;
import org.asyncmark.pattern.WaitersContract;

/** Events and conditions. */
class WaitersAsyncioTest extends AsyncioContractTest<WaitersContract.Subject> {
  WaitersAsyncioTest() {
    super(WaitersContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, WaitersContract.Subject>> settings() {
    return Map.of(
        "event", asyncio -> new Opened(asyncio, AsyncioWaiters::ofEvent),
        "condition all", asyncio -> new Opened(asyncio, condition("all")),
        "condition one", asyncio -> new Opened(asyncio, condition("one")));
  }

  private static BiFunction<Asyncio, Releases, AsyncioWaiters> condition(String notify) {
    return (asyncio, releases) -> AsyncioWaiters.ofCondition(asyncio, notify, releases);
  }

  @Override
  protected Stream<Wrong<WaitersContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "event.EventWaiters",
            "event_set_too_early",
            "event",
            WaitersContract.NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO),
        new Wrong<>(
            "condition.ConditionWaiters",
            "condition_without_grants_for_all",
            "condition all",
            WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE));
  }

  private record Opened(Asyncio asyncio, BiFunction<Asyncio, Releases, AsyncioWaiters> opening)
      implements WaitersContract.Subject {
    @Override
    public Waiters open(Releases releases) {
      return opening.apply(asyncio, releases);
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException("the rule is left out");
    }
  }
}
