package org.asyncmark.pattern.broadcast;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;

class BroadcastAsyncioTest extends AsyncioContractTest<BroadcastContract.Subject> {
  BroadcastAsyncioTest() {
    super(BroadcastContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, BroadcastContract.Subject>> settings() {
    return Map.of(
        "in the process", asyncio -> new Opened(asyncio, Over.PROCESS),
        "over tcp", asyncio -> new Opened(asyncio, Over.TCP));
  }

  @Override
  protected Stream<Wrong<BroadcastContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.broadcasting",
            "broadcast_that_disconnects",
            "in the process",
            BroadcastContract.UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST));
  }

  private record Opened(Asyncio asyncio, Over over) implements BroadcastContract.Subject {
    @Override
    public boolean isOverTcp() {
      return over == Over.TCP;
    }

    @Override
    public Broadcast open(BroadcastPlan plan, ScriptedLeaf leaf) {
      Kept broadcast =
          asyncio.open(
              "passed.broadcasting",
              leaf,
              plan.payloadBytes(),
              plan.subscribers(),
              plan.slow(),
              plan.messages(),
              plan.depth(),
              PatternParam.id(plan.overflow()),
              plan.slowMicros(),
              plan.periodMicros());
      return op -> run(broadcast, plan, op);
    }

    private void run(Kept broadcast, BroadcastPlan plan, Deliveries op)
        throws ExecutionException, InterruptedException {
      Elsewhere notes =
          (method, args) -> {
            if (method.equals("publishing")) {
              op.publishing(number(args, 0));
            } else {
              op.took(number(args, 0), number(args, 1));
            }
            return null;
          };
      List<?> became = (List<?>) asyncio.call(broadcast, "run", notes);
      for (int subscriber = 0; subscriber < plan.subscribers(); subscriber++) {
        for (int i = 0; i < number((List<?>) became.get(0), subscriber); i++) {
          op.dropped(subscriber);
        }
        int refused = number((List<?>) became.get(1), subscriber);
        if (refused < plan.messages()) {
          op.disconnected(subscriber, refused);
        }
        if ((Boolean) ((List<?>) became.get(2)).get(subscriber)) {
          op.ended(subscriber);
        }
      }
    }

    private static int number(List<?> values, int place) {
      return ((Long) values.get(place)).intValue();
    }
  }
}
