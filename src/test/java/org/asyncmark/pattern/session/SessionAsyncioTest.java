package org.asyncmark.pattern.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.gather.Gather;
import org.asyncmark.pattern.gather.Outcome;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;
import org.asyncmark.python.PythonException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client is Python's. */
class SessionAsyncioTest extends AsyncioContractTest<SessionContract.Subject> {
  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  SessionAsyncioTest() {
    super(SessionContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, SessionContract.Subject>> settings() {
    return Map.of(
        "kept", asyncio -> new Sessions(asyncio, Keep.KEPT),
        "per request", asyncio -> new Sessions(asyncio, Keep.PER_REQUEST));
  }

  @Override
  protected Stream<Wrong<SessionContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "passed.session",
            "session_with_one_connection_more",
            "kept",
            SessionContract.NO_MORE_ARE_UNDER_WAY_THAN_THERE_MAY_BE_CONNECTIONS));
  }

  private record Sessions(Asyncio asyncio, Keep keep) implements SessionContract.Subject {
    @Override
    public AcceptedConnections accepted() {
      return new AcceptedConnections(BACKEND.port());
    }

    @Override
    public SessionContract.Opened open(LeafPlan plan, int connections) {
      LeafTimes times = new LeafTimes("test", SessionContract.REQUESTS);
      LeafTimes connects = LeafTimes.ofWaits("test", SessionContract.REQUESTS, "connection");
      Elsewhere notes =
          (method, args) -> note(plan, times, connects, method, ((Long) args.get(0)).intValue());
      Kept session =
          asyncio.open("passed.session", notes, connections, BACKEND.port(), keep == Keep.KEPT);
      return new SessionContract.Opened(new AsyncioGather(asyncio, session), times, connects);
    }

    private static Object note(
        LeafPlan plan, LeafTimes times, LeafTimes connects, String method, int index) {
      switch (method) {
        case "delayMicros" -> {
          return plan.delay(index).toNanos() / 1_000;
        }
        case "fails" -> {
          return plan.fails(index);
        }
        case "starts" -> times.start(index);
        case "ends" -> times.end(index);
        case "connects" -> connects.start(index);
        default -> connects.end(index);
      }
      return null;
    }
  }

  private record AsyncioGather(Asyncio asyncio, Kept session) implements Gather {
    @Override
    public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
      try {
        List<Long> answers = new ArrayList<>();
        for (Object each : (List<?>) asyncio.call("gather.fail_fast", session, fanOut)) {
          answers.add((Long) each);
        }
        return answers;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof PythonException python && python.is("HttpStatusError")) {
          throw new ExecutionException(new IOException(python.text()));
        }
        throw e;
      }
    }

    @Override
    public AsyncOp<List<Long>> op(int fanOut) {
      return new AsyncOp.Blocking<>(() -> failFast(fanOut));
    }

    @Override
    public List<Outcome> collect(int fanOut) {
      throw new UnsupportedOperationException("no rule of sessions collects");
    }
  }
}
