package org.asyncmark.pattern.breaker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.breaker.Calls.End;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;
import org.jspecify.annotations.Nullable;

class BreakerAsyncioTest extends AsyncioContractTest<BreakerContract.Subject> {
  BreakerAsyncioTest() {
    super(BreakerContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, BreakerContract.Subject>> settings() {
    return Map.of("", Opened::new);
  }

  @Override
  protected Stream<Wrong<BreakerContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.Breaker",
            "breaker_that_judges_too_early",
            "",
            BreakerContract.IT_JUDGES_NOTHING_BEFORE_ITS_WINDOW_IS_FULL));
  }

  private record Opened(Asyncio asyncio) implements BreakerContract.Subject {
    @Override
    public Breaker breaker(BreakerRule rule, MovableClock clock) {
      Elsewhere nanos = (method, args) -> clock.nanos();
      return new AsyncioBreaker(
          asyncio,
          asyncio.open(
              "driven.Breaker",
              rule.window(),
              rule.thresholdPercent(),
              rule.probes(),
              new Elsewhere.Method(nanos, "nanos"),
              rule.openMillis() * 1_000_000));
    }

    @Override
    public Callers callers(Leaves leaf) {
      return (through, calls) -> run(leaf, (AsyncioBreaker) through, calls);
    }

    private void run(Leaves leaf, AsyncioBreaker through, Calls calls)
        throws ExecutionException, InterruptedException {
      int each = calls.first(1);
      Object told =
          asyncio.call("driven.breaker_calls", leaf, through.breaker, calls.callers(), each);
      List<?> ends = (List<?>) through.seen(told);
      for (int call = 0; call < ends.size(); call++) {
        calls.ended(call, End.valueOf((String) ends.get(call)));
      }
    }
  }

  /** Every method over there tells the state, too, which nothing else changes. */
  private static final class AsyncioBreaker implements Breaker {
    private final Asyncio asyncio;
    private final Kept breaker;
    private State state = State.CLOSED;

    AsyncioBreaker(Asyncio asyncio, Kept breaker) {
      this.asyncio = asyncio;
      this.breaker = breaker;
    }

    /** Takes notice of the state, and returns what there is beside it. */
    private @Nullable Object seen(@Nullable Object told) {
      List<?> stateAndValue = (List<?>) told;
      state = State.valueOf((String) stateAndValue.get(0));
      return stateAndValue.get(1);
    }

    @Override
    public long tryAcquire() {
      return seen(asyncio.now(breaker, "asked")) instanceof Long permit ? permit : REJECTED;
    }

    @Override
    public void ended(long permit, @Nullable Throwable failure) {
      seen(asyncio.now(breaker, "told", "ended", permit, failure != null));
    }

    @Override
    public void released(long permit) {
      seen(asyncio.now(breaker, "told", "released", permit));
    }

    @Override
    public State state() {
      return state;
    }
  }
}
