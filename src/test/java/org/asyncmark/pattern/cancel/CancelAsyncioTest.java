package org.asyncmark.pattern.cancel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Timers and connections are those of Python's leaves. */
class CancelAsyncioTest extends AsyncioContractTest<CancelContract.Subject> {
  private static final int MANY = 1_000;
  private static final int FEW = 20;

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  CancelAsyncioTest() {
    super(CancelContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, CancelContract.Subject>> settings() {
    Map<String, Function<Asyncio, CancelContract.Subject>> settings = new TreeMap<>();
    for (Waiting waiting : Waiting.values()) {
      settings.put(PatternParam.id(waiting), asyncio -> subject(asyncio, waiting));
    }
    return settings;
  }

  @Override
  protected Stream<Wrong<CancelContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.cancellation",
            "cancel_that_forgets_the_last",
            "lock",
            CancelContract.EVERY_TASK_IS_CANCELLED_ONCE_AND_NOT_BEFORE));
  }

  private static CancelContract.Subject subject(Asyncio asyncio, Waiting waiting) {
    return new CancelContract.Subject(
        new Stages(Model.PLATFORM), // nothing is opened on it
        waiting,
        waiting == Waiting.HTTP ? FEW : MANY,
        new LeafGate.OfTime(),
        tasks -> new ScriptedLeaf(),
        (stage, op) -> open(asyncio, op));
  }

  private static Cancellation open(Asyncio asyncio, CancelOp op) {
    Elsewhere notes =
        (method, args) -> {
          op.cancelled(((Long) args.get(0)).intValue());
          return null;
        };
    Kept cancellation =
        asyncio.open(
            "driven.cancellation",
            new Elsewhere.Method(notes, "cancelled"),
            PatternParam.id(op.waiting()),
            op.tasks(),
            BACKEND.port());
    return new AsyncioCancellation(asyncio, cancellation, op);
  }

  private record AsyncioCancellation(Asyncio asyncio, Kept cancellation, CancelOp op)
      implements Cancellation {
    @Override
    public void arm() throws ExecutionException, InterruptedException {
      asyncio.call(cancellation, "arm", op.tasks());
    }

    @Override
    public void cancel() throws ExecutionException, InterruptedException {
      op.began();
      List<?> told = (List<?>) asyncio.call(cancellation, "cancel", op.uses());
      op.released();
      op.quiet();
      op.reusable();
      List<?> used = (List<?>) told.get(0);
      for (int task = 0; task < used.size(); task++) {
        CancelOp.requireUsed(task, (Long) used.get(task));
      }
    }

    @Override
    public long reconnects() {
      return (Long) asyncio.now(cancellation, "reconnects");
    }
  }
}
