package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;

class GatherAsyncioTest extends AsyncioContractTest<GatherContract.Subject> {
  GatherAsyncioTest() {
    super(GatherContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, GatherContract.Subject>> settings() {
    return Map.of("", asyncio -> leaf -> new AsyncioGather(asyncio, leaf));
  }

  @Override
  protected Stream<Wrong<GatherContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "gather.fail_fast",
            "gather_out_of_order",
            "",
            GatherContract.RESULTS_ARE_IN_ORDER_WHATEVER_THE_ORDER_OF_COMPLETION),
        new Wrong<>(
            "gather.fail_fast",
            "gather_in_a_group",
            "",
            GatherContract.FAIL_FAST_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING));
  }

  private record AsyncioGather(Asyncio asyncio, ScriptedLeaf leaf) implements Gather {
    @Override
    public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
      List<Long> results = new ArrayList<>();
      for (Object each : (List<?>) asyncio.call("gather.fail_fast", leaf, fanOut)) {
        results.add((Long) each);
      }
      return results;
    }

    @Override
    public AsyncOp<List<Long>> op(int fanOut) {
      return new AsyncOp.Blocking<>(() -> failFast(fanOut));
    }

    @Override
    public List<Outcome> collect(int fanOut) throws ExecutionException, InterruptedException {
      List<Outcome> outcomes = new ArrayList<>();
      for (Object each : (List<?>) asyncio.call("gather.collect", leaf, fanOut)) {
        outcomes.add(
            each instanceof Throwable failure ? Outcome.failed(failure) : Outcome.of((Long) each));
      }
      return outcomes;
    }
  }
}
