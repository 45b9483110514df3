package org.asyncmark.pattern.pitfalls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.jspecify.annotations.Nullable;

class PitfallsAsyncioTest extends AsyncioContractTest<PitfallsContract.Subject> {
  private static final LeafTimes NO_TIMES = new LeafTimes("test", 0);

  PitfallsAsyncioTest() {
    super(PitfallsContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, PitfallsContract.Subject>> settings() {
    return Map.of("", asyncio -> (leaves, plan) -> new AsyncioExercise(asyncio, leaves, plan)::run);
  }

  @Override
  protected Stream<Wrong<PitfallsContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.pitfall",
            "pitfall_whose_remedy_is_the_mistake",
            "",
            PitfallsContract.THE_INSTRUMENT_FINDS_EACH_MISTAKE_AND_NOTHING_BY_THE_REMEDY));
  }

  /** One session is open for all ops. */
  private static final class AsyncioExercise {
    private final Asyncio asyncio;
    private final OpenLeaves leaves;
    private final PitfallPlan plan;
    private final BlockingLeaf kept;
    private final Deque<BlockingLeaf> own = new ArrayDeque<>();
    private int opened;

    AsyncioExercise(Asyncio asyncio, OpenLeaves leaves, PitfallPlan plan) {
      this.asyncio = asyncio;
      this.leaves = leaves;
      this.plan = plan;
      this.kept = leaves.blocking(NO_TIMES);
    }

    int run() throws ExecutionException, InterruptedException {
      opened = 0;
      plan.heartbeat().start();
      List<Integer> drawn = plan.drawn().stream().boxed().toList();
      Elsewhere notes = (method, args) -> note(method);
      Object found =
          asyncio.call(
              "passed.pitfall",
              kept,
              notes,
              PatternParam.id(plan.pitfall()),
              plan.byMistake(),
              plan.tasks(),
              drawn);
      return ((Long) found).intValue();
    }

    private @Nullable Object note(String method) {
      switch (method) {
        case "open" -> {
          opened++;
          own.push(leaves.blocking(NO_TIMES));
          return own.peek();
        }
        case "opened" -> {
          return opened;
        }
        case "untilDue" -> {
          return plan.heartbeat().untilDueNanos();
        }
        case "beat" -> {
          return plan.heartbeat().beat();
        }
        case "close" -> own.pop().close();
        case "stop" -> plan.heartbeat().stop();
        default -> {} // nobody looks at hops
      }
      return null;
    }
  }
}
