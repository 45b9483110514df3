package org.asyncmark.pattern.offload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.jspecify.annotations.Nullable;

class OffloadAsyncioTest extends AsyncioContractTest<OffloadContract.Subject> {
  OffloadAsyncioTest() {
    super(OffloadContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, OffloadContract.Subject>> settings() {
    return Map.of(
        "",
        asyncio -> (leaf, plan) -> (heartbeat, hops) -> run(asyncio, leaf, plan, heartbeat, hops));
  }

  @Override
  protected Stream<Wrong<OffloadContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.offload_run",
            "offload_to_one_thread",
            "",
            OffloadContract.OFFLOADED_CALLS_OF_DIFFERENT_REQUESTS_ARE_MADE_AT_ONCE));
  }

  private static List<Long> run(
      Asyncio asyncio, ScriptedLeaf leaf, OffloadPlan plan, Heartbeat heartbeat, LeafTimes hops)
      throws ExecutionException, InterruptedException {
    List<Integer> idle = plan.idle().stream().boxed().toList();
    int threads = plan.place() == Place.OFFLOADED ? plan.threads() : 0;
    Elsewhere notes = (method, args) -> note(heartbeat, hops, method, args);
    List<Long> results = new ArrayList<>();
    Object told =
        asyncio.call(
            "passed.offload_run", leaf, notes, plan.requests(), plan.calls(), threads, idle);
    for (Object each : (List<?>) told) {
      results.add((Long) each);
    }
    return results;
  }

  private static @Nullable Object note(
      Heartbeat heartbeat, LeafTimes hops, String method, List<?> args) {
    switch (method) {
      case "untilDue" -> {
        return heartbeat.untilDueNanos();
      }
      case "beat" -> {
        return heartbeat.beat();
      }
      case "stop" -> heartbeat.stop();
      case "asks" -> hops.start(((Long) args.get(0)).intValue());
      default -> hops.end(((Long) args.get(0)).intValue());
    }
    return null;
  }
}
