package org.asyncmark.pattern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Leftovers;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.gather.Gather;

/** What sessions must do, whosever client they are of: each constant is one rule. */
enum SessionContract implements Rule<SessionContract.Subject> {
  ANSWERS_ARE_IN_THE_ORDER_OF_REQUESTS_WHATEVER_THE_ORDER_THEY_COME_IN {
    @Override
    public void check(Subject subject) throws Exception {
      LeafPlan lastFirst = index -> Duration.ofMillis(5L * (REQUESTS - 1 - index));
      assertThat(subject.open(lastFirst, REQUESTS).run()).isEqualTo(IN_ORDER);
    }
  },

  NO_REQUESTS_GIVE_AN_EMPTY_LIST {
    @Override
    public void check(Subject subject) throws Exception {
      assertThat(subject.open(AT_ONCE, REQUESTS).gather().failFast(0)).isEmpty();
    }
  },

  ALL_REQUESTS_ARE_UNDER_WAY_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      assertThat(mostAtOnce(subject, REQUESTS)).isEqualTo(REQUESTS);
    }
  },

  NO_MORE_ARE_UNDER_WAY_THAN_THERE_MAY_BE_CONNECTIONS {
    @Override
    public void check(Subject subject) throws Exception {
      assertThat(mostAtOnce(subject, 2)).isEqualTo(2);
    }
  },

  A_KEPT_SESSION_HAS_ITS_CONNECTIONS_AND_OTHERS_OPEN_ONE_FOR_EACH_REQUEST {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = subject.open(AT_ONCE, REQUESTS);
      long before = subject.accepted().ask();
      for (int op = 0; op < 3; op++) {
        opened.run();
      }
      long count = subject.accepted().ask() - before - 1;
      if (subject.keep() == Keep.KEPT) {
        assertThat(count).isLessThanOrEqualTo(REQUESTS);
      } else {
        assertThat(count).isEqualTo(3 * REQUESTS);
      }
    }
  },

  AN_OP_LEAVES_NO_MORE_OPEN_THAN_IT_FOUND_WHETHER_OR_NOT_A_REQUEST_FAILS {
    @Override
    public void check(Subject subject) throws Exception {
      Changing plan = new Changing();
      Opened opened = subject.open(plan, REQUESTS);
      plan.delay = Duration.ofMillis(30);
      opened.run(); // a session that is kept has all of its connections then
      plan.delay = Duration.ZERO;
      for (int op = 0; op < 20; op++) { // and pools have all of their threads
        opened.run();
      }
      for (int each = 1; each < TRIES; each++) {
        try {
          requireNoMore(opened, plan, Duration.ofMillis(100));
          return;
        } catch (AssertionError grown) {
          // a client that has not got a connection back when it needs one opens one more
        }
      }
      requireNoMore(opened, plan, Duration.ofSeconds(5));
    }

    private void requireNoMore(Opened opened, Changing plan, Duration grace) throws Exception {
      Leftovers before = Leftovers.before();
      plan.failing = 0;
      assertThatThrownBy(opened::run).isInstanceOf(ExecutionException.class);
      plan.failing = NONE;
      for (int op = 0; op < 2; op++) {
        assertThat(opened.run()).isEqualTo(IN_ORDER);
      }
      before.requireNone(grace);
    }
  },

  ANOTHER_STATUS_FAILS_THE_OP {
    @Override
    public void check(Subject subject) throws Exception {
      Changing plan = new Changing();
      plan.failing = 2;
      Opened opened = subject.open(plan, REQUESTS);
      assertThatThrownBy(opened::run)
          .isExactlyInstanceOf(ExecutionException.class)
          .cause()
          .hasMessage("request 2: want status 200, got 503");
    }
  },

  EACH_REQUEST_NOTES_ITS_TIMES {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = subject.open(AT_ONCE, REQUESTS);
      opened.run();
      assertThat(opened.times().started(REQUESTS)).isEqualTo(REQUESTS);
      for (int request = 0; request < REQUESTS; request++) {
        assertThat(opened.times().ran(request)).isTrue();
      }
    }
  },

  EACH_REQUEST_NOTES_WHEN_IT_CONNECTS_ITS_OWN_SESSION {
    @Override
    public void check(Subject subject) throws Exception {
      Opened opened = subject.open(AT_ONCE, REQUESTS);
      opened.run();
      for (int request = 0; request < REQUESTS; request++) {
        assertThat(opened.connects().ran(request)).isEqualTo(subject.keep() == Keep.PER_REQUEST);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_REQUEST_UNDER_WAY {
    @Override
    public void check(Subject subject) throws Exception {
      SlowAtFirst plan = new SlowAtFirst();
      Opened opened = subject.open(plan, REQUESTS);
      Caller<List<Long>> caller = Caller.start(opened::run);
      plan.sent.await();
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      assertThat(opened.run()).isEqualTo(IN_ORDER); // on the connections of those
    }
  };

  static final int REQUESTS = 4;
  private static final int NONE = -1;
  private static final int TRIES = 5;
  private static final LeafPlan AT_ONCE = LeafPlan.always(Duration.ZERO);

  /** Tried in this order until one is long enough for sending all requests meanwhile. */
  private static final long[] WAITS_MILLIS = {30, 100, 1_000};

  private static final List<Long> IN_ORDER = LongStream.range(0, REQUESTS).boxed().toList();

  /** Returns how many requests were under way at once, with the first wait that let all be. */
  private static int mostAtOnce(Subject subject, int connections) throws Exception {
    Changing plan = new Changing();
    Opened opened = subject.open(plan, connections);
    int most = 0;
    for (int each = 0; each < WAITS_MILLIS.length && most < connections; each++) {
      plan.delay = Duration.ofMillis(WAITS_MILLIS[each]);
      assertThat(opened.run()).isEqualTo(IN_ORDER);
      most = opened.times().mostAtOnce(REQUESTS);
    }
    return most;
  }

  /** Opens what is under test. */
  interface Subject {
    /** Returns how long its sessions last. */
    Keep keep();

    /** Opens it for {@link #REQUESTS} requests. */
    Opened open(LeafPlan plan, int connections);

    /** Returns what the backend tells. */
    AcceptedConnections accepted();
  }

  /** What is under test, with what it notes. */
  record Opened(Gather gather, LeafTimes times, LeafTimes connects) {
    List<Long> run() throws ExecutionException, InterruptedException {
      return gather.failFast(REQUESTS);
    }
  }

  /** Changes from op to op. The request that fails is the last to be answered. */
  private static final class Changing implements LeafPlan {
    private volatile Duration delay = Duration.ZERO;
    private volatile int failing = NONE;

    @Override
    public Duration delay(int index) {
      return index == failing ? Duration.ofMillis(20) : delay;
    }

    @Override
    public boolean fails(int index) {
      return index == failing;
    }
  }

  /** The requests of the first op are answered when it is too late, and told of when sent. */
  private static final class SlowAtFirst implements LeafPlan {
    private final CountDownLatch sent = new CountDownLatch(REQUESTS);
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Duration delay(int index) {
      boolean slow = asked.getAndIncrement() < REQUESTS;
      sent.countDown(); // after it is counted: the next op may begin from here on
      return slow ? Duration.ofSeconds(60) : Duration.ZERO;
    }
  }
}
