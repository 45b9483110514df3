package org.asyncmark.pattern.retry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;

class RetryAsyncioTest extends AsyncioContractTest<RetryContract.Subject> {
  RetryAsyncioTest() {
    super(RetryContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, RetryContract.Subject>> settings() {
    return Map.of(
        "held", asyncio -> new Opened(asyncio, WhileWaiting.HELD),
        "given back", asyncio -> new Opened(asyncio, WhileWaiting.GIVEN_BACK));
  }

  @Override
  protected Stream<Wrong<RetryContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.retry_all",
            "retry_with_an_earlier_failure",
            "held",
            RetryContract.GIVING_UP_REPORTS_THE_LAST_FAILURE_AS_IT_WAS));
  }

  private record Opened(Asyncio asyncio, WhileWaiting whileWaiting)
      implements RetryContract.Subject {
    @Override
    public Retrying open(Leaves leaf, int limit) {
      return new AsyncioRetrying(
          asyncio,
          leaf,
          asyncio.open("retry.Retrying", leaf, limit, whileWaiting == WhileWaiting.HELD));
    }
  }

  private record AsyncioRetrying(Asyncio asyncio, Leaves leaf, Kept retrying) implements Retrying {
    @Override
    public void run(Attempts op) throws ExecutionException, InterruptedException {
      Elsewhere notes =
          (method, args) -> {
            int task = ((Long) args.get(0)).intValue();
            return method.equals("begins") ? op.begins(task) : op.asks(task, op.made(task) - 1);
          };
      Object told =
          asyncio.call("driven.retry_all", leaf, retrying, notes, op.tasks(), op.maxAttempts());
      List<?> ends = (List<?>) told;
      for (int task = 0; task < op.tasks(); task++) {
        if (ends.get(task) instanceof Long value) {
          op.succeeded(task, value);
        } else {
          op.gaveUp(task, (Throwable) ends.get(task));
        }
      }
    }
  }
}
