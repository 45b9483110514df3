package org.asyncmark.pattern.timeout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;

class TimeoutAsyncioTest extends AsyncioContractTest<TimeoutContract.Subject> {
  TimeoutAsyncioTest() {
    super(TimeoutContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, TimeoutContract.Subject>> settings() {
    return Map.of("", asyncio -> leaf -> new AsyncioTimed(asyncio, leaf));
  }

  @Override
  protected Stream<Wrong<TimeoutContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "timeout.all_in_time",
            "timeout_that_leaves_work_running",
            "",
            TimeoutContract.WORK_THAT_EXPIRED_HAS_ENDED_BEFORE_THE_OP_DOES));
  }

  private record AsyncioTimed(Asyncio asyncio, Leaves leaf) implements Timed {
    @Override
    public void run(TimedOp op) throws ExecutionException, InterruptedException {
      long micros = op.deadline().toNanos() / 1_000;
      List<?> told = (List<?>) asyncio.call("timeout.all_in_time", leaf, op.leaves(), micros);
      op.quiet();
      for (int i = 0; i < op.leaves(); i++) {
        List<?> timed = (List<?>) told.get(i);
        op.started(i, (Long) timed.get(0));
        Object end = timed.get(2);
        if (end == null) {
          op.expired(i, (Long) timed.get(1));
        } else if (end instanceof Throwable failure) {
          op.failed(i, failure);
        } else {
          op.returned(i, (Long) end);
        }
      }
    }

    @Override
    public AsyncOp<TimedOp> op(Supplier<TimedOp> next) {
      throw new UnsupportedOperationException("no rule has requests");
    }
  }
}
