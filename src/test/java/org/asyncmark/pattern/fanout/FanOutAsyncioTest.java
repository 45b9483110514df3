package org.asyncmark.pattern.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Kept;

class FanOutAsyncioTest extends AsyncioContractTest<FanOutContract.Subject> {
  FanOutAsyncioTest() {
    super(FanOutContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, FanOutContract.Subject>> settings() {
    return Map.of(
        "inside", asyncio -> new Opened(asyncio, PermitPlace.INSIDE),
        "before", asyncio -> new Opened(asyncio, PermitPlace.BEFORE));
  }

  @Override
  protected Stream<Wrong<FanOutContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "fanout.FanOut",
            "fanout_with_one_more",
            "inside",
            FanOutContract.AS_MANY_AS_THE_LIMIT_RUN_AT_ONCE_AND_NEVER_MORE),
        new Wrong<>(
            "fanout.FanOut",
            "fanout_that_loses_permits",
            "inside",
            FanOutContract.PERMITS_COME_BACK_AFTER_FAILURES));
  }

  private record Opened(Asyncio asyncio, PermitPlace place) implements FanOutContract.Subject {
    @Override
    public FanOut open(ScriptedLeaf leaf, int limit) {
      Kept fan = asyncio.open("fanout.FanOut", leaf, limit);
      return fanOut -> {
        List<Long> results = new ArrayList<>();
        for (Object each : (List<?>) asyncio.call(fan, PatternParam.id(place), fanOut)) {
          results.add((Long) each);
        }
        return results;
      };
    }
  }
}
