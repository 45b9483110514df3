package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Stages;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;

class ShutdownAsyncioTest extends AsyncioContractTest<ShutdownContract.Subject> {
  ShutdownAsyncioTest() {
    super(ShutdownContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, ShutdownContract.Subject>> settings() {
    return Map.of("", ShutdownAsyncioTest::subject);
  }

  @Override
  protected Stream<Wrong<ShutdownContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.Service",
            "shutdown_without_deadline",
            "",
            ShutdownContract.WHAT_IS_LEFT_IS_CANCELLED_AT_THE_DEADLINE_AND_NO_SOONER));
  }

  private static ShutdownContract.Subject subject(Asyncio asyncio) {
    return new ShutdownContract.Subject(
        new Stages(Model.PLATFORM), // but for its leaves, nothing is opened on it
        plan -> new LeafSpec(LeafKind.TIMER, 0, 0, 64, ShutdownContract.OFFERS, 0).planned(plan),
        (stage, work) -> new AsyncioService(asyncio, stage.leaves(), work.op()));
  }

  private static final class AsyncioService implements Service {
    private final Asyncio asyncio;
    private final Leaves leaf;
    private final ShutdownOp op;
    private volatile Kept service;

    AsyncioService(Asyncio asyncio, Leaves leaf, ShutdownOp op) {
      this.asyncio = asyncio;
      this.leaf = leaf;
      this.op = op;
    }

    @Override
    public void start() {
      Elsewhere notes = (method, args) -> note(((Long) args.get(0)).intValue(), args);
      service = asyncio.open("passed.Service", leaf, op.offers(), notes);
    }

    private Object note(int offer, List<?> args) {
      if (args.get(1) instanceof Throwable failure) {
        op.failed(offer, failure);
      } else if (args.get(1).equals("completed")) {
        op.returned(offer, offer);
      } else {
        op.ended(offer, End.valueOf(args.get(1).toString().toUpperCase(Locale.ROOT)));
      }
      return null;
    }

    @Override
    public void offer(int offer) {
      asyncio.now(service, "offer", offer);
    }

    @Override
    public void shutDown(Duration deadline) throws ExecutionException, InterruptedException {
      asyncio.call(service, "stop", deadline.toNanos());
    }
  }
}
