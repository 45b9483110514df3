package org.asyncmark.pattern.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.leaf.HttpSessions;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.gather.Gather;
import org.asyncmark.pattern.gather.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Shows that the contract catches sessions that are others: each of these is wrong in one way. */
class SessionContractCanFailTest
    extends ContractCanFailTest<SessionContract.Subject, SessionContractCanFailTest.Wrong> {
  private static final int REQUESTS = SessionContract.REQUESTS;

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  SessionContractCanFailTest() {
    super(Wrong.values(), SessionContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<SessionContract.Subject> {
    RETURNS_THEM_IN_THE_ORDER_THEY_CAME_IN(
        SessionContract.ANSWERS_ARE_IN_THE_ORDER_OF_REQUESTS_WHATEVER_THE_ORDER_THEY_COME_IN),
    REFUSES_NO_REQUESTS(SessionContract.NO_REQUESTS_GIVE_AN_EMPTY_LIST),
    ASKS_ONE_BY_ONE(SessionContract.ALL_REQUESTS_ARE_UNDER_WAY_AT_ONCE),
    HAS_A_CONNECTION_TOO_MANY(SessionContract.NO_MORE_ARE_UNDER_WAY_THAN_THERE_MAY_BE_CONNECTIONS),
    KEEPS_WHAT_IS_TO_BE_CLOSED(
        SessionContract.A_KEPT_SESSION_HAS_ITS_CONNECTIONS_AND_OTHERS_OPEN_ONE_FOR_EACH_REQUEST),
    CLOSES_WHAT_IS_TO_BE_KEPT(
        SessionContract.A_KEPT_SESSION_HAS_ITS_CONNECTIONS_AND_OTHERS_OPEN_ONE_FOR_EACH_REQUEST),
    LEAVES_A_CONNECTION_OPEN(
        SessionContract.AN_OP_LEAVES_NO_MORE_OPEN_THAN_IT_FOUND_WHETHER_OR_NOT_A_REQUEST_FAILS),
    SWALLOWS_FAILURES(SessionContract.ANOTHER_STATUS_FAILS_THE_OP),
    LEAVES_OUT_A_REQUEST(SessionContract.EACH_REQUEST_NOTES_ITS_TIMES),
    NOTES_NO_CONNECTING(SessionContract.EACH_REQUEST_NOTES_WHEN_IT_CONNECTS_ITS_OWN_SESSION),
    LETS_REQUESTS_RUN_ON_WHEN_INTERRUPTED(
        SessionContract.AN_INTERRUPTED_CALLER_LEAVES_NO_REQUEST_UNDER_WAY);

    private final SessionContract caughtBy;

    Wrong(SessionContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public SessionContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected SessionContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new WrongSubject(stages, mistake);
  }

  private record WrongSubject(Stages stages, @Nullable Wrong mistake)
      implements SessionContract.Subject {
    @Override
    public Keep keep() {
      return mistake == Wrong.CLOSES_WHAT_IS_TO_BE_KEPT ? Keep.KEPT : Keep.PER_REQUEST;
    }

    @Override
    public SessionContract.Opened open(LeafPlan plan, int connections) {
      int places = connections;
      if (mistake == Wrong.ASKS_ONE_BY_ONE) {
        places = 1;
      } else if (mistake == Wrong.HAS_A_CONNECTION_TOO_MANY) {
        places++;
      }
      LeafSpec spec = new LeafSpec(LeafKind.HTTP, 0, 0, 64, places, BACKEND.port());
      LeafTimes noted = LeafTimes.ofWaits("test", REQUESTS, "connection");
      LeafTimes told = LeafTimes.ofWaits("test", REQUESTS, "connection");
      boolean kept = mistake == Wrong.KEEPS_WHAT_IS_TO_BE_CLOSED;
      Stage stage = stages.open(REQUESTS, spec, REQUESTS);
      Gather right =
          SessionMechanism.BLOCKING_CLIENT.open(
              stage, new HttpSessions(spec, plan, kept ? null : noted));
      return new SessionContract.Opened(
          new WrongGather(right, stage, mistake),
          stage.times(),
          mistake == Wrong.NOTES_NO_CONNECTING ? told : noted);
    }

    @Override
    public AcceptedConnections accepted() {
      return new AcceptedConnections(BACKEND.port());
    }
  }

  private record WrongGather(Gather right, Stage stage, @Nullable Wrong mistake) implements Gather {
    @Override
    public List<Long> failFast(int requests) throws ExecutionException, InterruptedException {
      if (mistake == null) {
        return right.failFast(requests);
      }
      switch (mistake) {
        case RETURNS_THEM_IN_THE_ORDER_THEY_CAME_IN -> {
          List<Long> answers = new ArrayList<>(right.failFast(requests));
          Collections.reverse(answers);
          return answers;
        }
        case REFUSES_NO_REQUESTS -> throw new IllegalArgumentException("no requests");
        case LEAVES_A_CONNECTION_OPEN -> leaveOpen();
        case SWALLOWS_FAILURES -> {
          try {
            return right.failFast(requests);
          } catch (ExecutionException e) {
            return LongStream.range(0, requests).boxed().toList();
          }
        }
        case LEAVES_OUT_A_REQUEST -> {
          return right.failFast(requests - 1);
        }
        case LETS_REQUESTS_RUN_ON_WHEN_INTERRUPTED -> {
          return stage.threadPerTask().submit(() -> right.failFast(requests)).get();
        }
        default -> {}
      }
      return right.failFast(requests);
    }

    private void leaveOpen() {
      try {
        stage.open(SocketChannel.open(new InetSocketAddress("127.0.0.1", BACKEND.port())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public AsyncOp<List<Long>> op(int requests) {
      return new AsyncOp.Blocking<>(() -> failFast(requests));
    }

    @Override
    public List<Outcome> collect(int requests) {
      throw new UnsupportedOperationException("sessions fail fast");
    }
  }
}
