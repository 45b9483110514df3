package org.asyncmark.pattern.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;

/** The clocks of both sides are that of the system. */
class RateLimitAsyncioTest extends AsyncioContractTest<RateLimitContract.Subject> {
  RateLimitAsyncioTest() {
    super(RateLimitContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, RateLimitContract.Subject>> settings() {
    return Map.of("", asyncio -> leaf -> op -> run(asyncio, leaf, op));
  }

  @Override
  protected Stream<Wrong<RateLimitContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.ratelimit_keep",
            "ratelimit_with_one_more",
            "",
            RateLimitContract.AS_MANY_AS_THE_BURST_GO_ON_AT_ONCE_AND_NO_MORE));
  }

  private static List<Long> run(Asyncio asyncio, ScriptedLeaf leaf, RateOp op)
      throws ExecutionException, InterruptedException {
    AtomicReference<RateOp> noted = new AtomicReference<>(op); // nobody knows the op afterwards
    Elsewhere notes = (method, args) -> note(noted.get(), method, args);
    try {
      List<Long> results = new ArrayList<>();
      Object told =
          asyncio.call(
              "driven.ratelimit_keep",
              leaf,
              notes,
              op.tasks(),
              op.rate().perSecond(),
              op.rate().burst());
      for (Object each : (List<?>) told) {
        results.add((Long) each);
      }
      return results;
    } finally {
      noted.set(null);
    }
  }

  private static Object note(RateOp op, String method, List<?> args) {
    if (op == null) {
      return 0L; // the call was cut short
    }
    int task = ((Long) args.get(0)).intValue();
    switch (method) {
      case "asks" -> {
        return op.asks(task);
      }
      case "waits" -> op.waits(task, (Long) args.get(1));
      default -> op.admitted(task);
    }
    return null;
  }
}
