package org.asyncmark.pattern.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Kept;
import org.asyncmark.python.PythonException;

class PoolAsyncioTest extends AsyncioContractTest<PoolContract.Subject> {
  PoolAsyncioTest() {
    super(PoolContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, PoolContract.Subject>> settings() {
    return Map.of(
        "fifo", asyncio -> new Pools(asyncio, Order.FIFO),
        "lifo", asyncio -> new Pools(asyncio, Order.LIFO));
  }

  @Override
  protected Stream<Wrong<PoolContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.Pool",
            "pool_that_lends_broken_slots",
            "fifo",
            PoolContract.A_BROKEN_SLOT_IS_REPLACED_ONCE_AND_NEVER_LENT_AGAIN));
  }

  private record Pools(Asyncio asyncio, Order order) implements PoolContract.Subject {
    @Override
    public Pool open(Leaves leaf, Slots slots, Duration timeout) {
      Kept pool =
          asyncio.open("driven.Pool", slots.size(), PatternParam.id(order), timeout.toMillis());
      return new AsyncioPool(asyncio, leaf, slots, pool, new ArrayList<>());
    }

    @Override
    public Duration shortest() {
      return Duration.ofMillis(5);
    }
  }

  /**
   * @param opened a slot here for each that was opened there, by number
   */
  private record AsyncioPool(
      Asyncio asyncio, Leaves leaf, Slots slots, Kept pool, List<Slot> opened) implements Pool {
    @Override
    public void run(PoolOp op) throws ExecutionException, InterruptedException {
      List<Boolean> breaks = new ArrayList<>();
      for (int task = 0; task < op.tasks(); task++) {
        Slot drawn = new Slot(task);
        op.gives(task, drawn);
        breaks.add(drawn.isBroken());
      }
      List<?> told = (List<?>) asyncio.call("driven.pool_share", leaf, pool, op.tasks(), breaks);
      idle();
      List<?> ends = (List<?>) told.get(1);
      for (int task = 0; task < op.tasks(); task++) {
        if (ends.get(task) instanceof Long value) {
          op.returned(task, value);
        } else {
          op.failed(task, inJava((Throwable) ends.get(task)));
        }
      }
      ((List<?>) told.get(0)).forEach(loan -> repeat(op, (List<?>) loan));
    }

    private void repeat(PoolOp op, List<?> loan) {
      int task = ((Long) loan.get(0)).intValue();
      Slot slot = opened.get(((Long) loan.get(1)).intValue());
      op.asks(task);
      try {
        op.has(task, slot);
        op.gives(task, slot);
      } catch (IllegalStateException e) {
        op.failed(task, e);
      }
    }

    private static Throwable inJava(Throwable failure) {
      return failure instanceof PythonException python && python.is("TimeoutError")
          ? new TimeoutException("in Python")
          : failure;
    }

    @Override
    public int idle() throws ExecutionException, InterruptedException {
      List<?> counts = (List<?>) asyncio.call(pool, "counts");
      while (opened.size() < (Long) counts.get(0)) {
        opened.add(slots.open());
      }
      return ((Long) counts.get(1)).intValue();
    }
  }
}
