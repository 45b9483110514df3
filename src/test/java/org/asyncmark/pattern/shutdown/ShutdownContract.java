package org.asyncmark.pattern.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Leftovers;
import org.asyncmark.pattern.LingeringLeaf;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;

/**
 * What a service that is shut down must do, whatever its model: each constant is one rule that
 * holds or throws.
 */
enum ShutdownContract implements Rule<ShutdownContract.Subject> {
  EVERY_OFFER_ENDS_ONCE_WHENEVER_THE_STOP_COMES {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(30);
      ScriptedLeaf leaf = new ScriptedLeaf();
      for (int i = 0; i < op.offers(); i += 3) {
        leaf.hold(i);
      }
      Service service = subject.open(op, leaf);
      for (int stop = 0; stop <= op.offers(); stop++) {
        op.clear();
        service.start();
        AtomicInteger offered = new AtomicInteger();
        Caller<Boolean> clients = Caller.start(() -> offerAll(service, op, offered));
        while (offered.get() < stop) {
          requireNotInterrupted();
        }
        op.stopping(Duration.ZERO);
        service.shutDown(Duration.ZERO);
        assertThat(clients.result()).isTrue();
        requireExact(op);
        assertThat(op.count(End.COMPLETED) + op.count(End.REJECTED) + op.count(End.ABORTED))
            .isEqualTo(op.offers());
      }
    }
  },

  WHAT_WAS_OFFERED_BEFORE_THE_STOP_IS_TAKEN_AND_LASTS_TO_ITS_END {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(4);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(op.offers());
      Service service = subject.open(op, leaf);
      Caller<Boolean> caller = shutDownWith(service, op, leaf);
      leaf.releaseAndAwait(3);
      leaf.releaseAndAwait(0);
      leaf.releaseAndAwait(1);
      assertThat(caller.returnsWithin(SOON)).isFalse();
      leaf.release(2);
      assertThat(caller.result()).isTrue();
      requireExact(op);
      assertThat(op.count(End.COMPLETED)).isEqualTo(op.offers());
    }
  },

  ONCE_STOPPED_IT_TAKES_NO_MORE {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(7);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0);
      Service service = subject.open(op, leaf);
      service.start();
      service.offer(0);
      leaf.awaitStarted(1);
      Caller<Boolean> caller = shutDown(service, FAR);
      while (op.times(End.REJECTED, 1) == 0) { // until it has stopped
        requireNotInterrupted();
        service.offer(1);
        service.awaitAnswers();
      }
      for (int i = 2; i < 6; i++) {
        service.offer(i);
        service.awaitAnswers();
        assertThat(op.times(End.REJECTED, i)).isOne();
      }
      assertThat(caller.returnsWithin(SOON)).isFalse();
      leaf.release(0);
      assertThat(caller.result()).isTrue();
      service.offer(6);
      service.awaitAnswers();
      assertThat(op.times(End.REJECTED, 6)).isOne();
      assertThat(op.times(End.COMPLETED, 0)).isOne();
      assertThat(leaf.completed()).isSubsetOf(0, 1);
    }
  },

  WHAT_IS_LEFT_IS_CANCELLED_AT_THE_DEADLINE_AND_NO_SOONER {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(5);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(1).hold(3);
      Service service = subject.open(op, leaf);
      for (int run = 0; run < 2; run++) { // the second one finds what the first has left
        op.clear();
        leaf.completed().clear();
        service.start();
        offerAll(service, op, new AtomicInteger());
        while (leaf.completed().size() < 3) {
          requireNotInterrupted();
        }
        op.stopping(SHORT);
        service.shutDown(SHORT);
        requireExact(op);
        for (int i = 0; i < op.offers(); i++) {
          assertThat(op.times(i % 2 == 0 ? End.COMPLETED : End.ABORTED, i)).isOne();
        }
        leaf.awaitNoneRunning();
      }
    }
  },

  WHAT_NEVER_BEGAN_IS_ABORTED_WITH_THE_REST {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(6);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(op.offers());
      Service service = subject.open(op, leaf, FEW_THREADS);
      run(service, op, Duration.ZERO);
      assertThat(op.count(End.ABORTED)).isEqualTo(op.offers());
    }
  },

  WHAT_WAS_CANCELLED_HAS_ENDED_WHEN_IT_RETURNS {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(4);
      LingeringLeaf leaf = new LingeringLeaf();
      Service service = subject.open(op, leaf);
      service.start();
      offerAll(service, op, new AtomicInteger());
      while (leaf.running() < op.offers()) {
        requireNotInterrupted();
      }
      op.stopping(Duration.ZERO);
      service.shutDown(Duration.ZERO);
      assertThat(leaf.running()).isZero();
      requireExact(op);
      assertThat(op.count(End.ABORTED)).isEqualTo(op.offers());
    }
  },

  A_FAILURE_IS_NO_END_AND_IS_SEEN {
    @Override
    public void check(Subject subject) throws Exception {
      IOException failure = new IOException("no");
      ShutdownOp op = new ShutdownOp(3);
      Service service = subject.open(op, new ScriptedLeaf().fail(1, failure));
      service.start();
      offerAll(service, op, new AtomicInteger());
      op.stopping(FAR);
      service.shutDown(FAR);
      assertThatThrownBy(() -> op.require(CHECK)).hasCause(failure);
      assertThat(op.count(End.COMPLETED)).isEqualTo(2);
      assertThat(op.count(End.ABORTED)).isZero();
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NOTHING_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(3);
      ScriptedLeaf leaf = new ScriptedLeaf().holdAll(op.offers());
      Service service = subject.open(op, leaf);
      Caller<Boolean> caller = shutDownWith(service, op, leaf);
      caller.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).isEmpty();
    }
  },

  NOTHING_IS_LEFT_OPEN_AND_ALL_CAN_BE_USED_AGAIN {
    @Override
    public void check(Subject subject) throws Exception {
      ShutdownOp op = new ShutdownOp(OFFERS);
      AtomicReference<Duration> wait = new AtomicReference<>(FAR);
      Service service = subject.open(op, subject.leaves().apply(index -> wait.get()));
      for (int thread = 0; thread < FEW_THREADS; thread++) { // opens what stays, threads one by one
        abortAllThenCompleteAll(service, op, wait);
      }
      Leftovers before = Leftovers.before();
      for (int run = 0; run < 3; run++) {
        abortAllThenCompleteAll(service, op, wait);
      }
      before.requireNone(GRACE);
    }
  };

  /** Of an op that leaves of production are asked for; they have a connection for each. */
  static final int OFFERS = 8;

  private static final ResultCheck CHECK = new ResultCheck("shutdown", Model.PLATFORM, "test");
  private static final Duration FAR = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int FEW_THREADS = 2;

  /**
   * Opens what is under test.
   *
   * @param leaves those of production, {@link #OFFERS} at once
   */
  record Subject(
      Stages stages,
      Function<LeafPlan, Leaves> leaves,
      BiFunction<Stage, ShutdownMechanism.Work, Service> opening) {

    Service open(ShutdownOp op, Leaves leaf) {
      return open(op, leaf, op.offers());
    }

    Service open(ShutdownOp op, Leaves leaf, int threads) {
      return opening.apply(
          stages.open(FEW_THREADS, leaf, op.offers()), new ShutdownMechanism.Work(op, threads));
    }
  }

  private static void abortAllThenCompleteAll(
      Service service, ShutdownOp op, AtomicReference<Duration> wait) throws Exception {
    wait.set(FAR);
    run(service, op, Duration.ZERO);
    assertThat(op.count(End.ABORTED)).isEqualTo(op.offers());
    wait.set(Duration.ZERO);
    run(service, op, FAR);
    assertThat(op.count(End.COMPLETED)).isEqualTo(op.offers());
  }

  /** Offers everything, then shuts down. */
  private static void run(Service service, ShutdownOp op, Duration deadline) throws Exception {
    op.clear();
    service.start();
    offerAll(service, op, new AtomicInteger());
    op.stopping(deadline);
    service.shutDown(deadline);
    requireExact(op);
  }

  private static boolean offerAll(Service service, ShutdownOp op, AtomicInteger offered)
      throws Exception {
    for (int i = 0; i < op.offers(); i++) {
      service.offer(i);
      op.offered(i);
      offered.incrementAndGet();
    }
    service.awaitAnswers();
    return true;
  }

  /** Has everything taken and begun, and somebody wait for its end. */
  private static Caller<Boolean> shutDownWith(Service service, ShutdownOp op, ScriptedLeaf leaf)
      throws Exception {
    service.start();
    offerAll(service, op, new AtomicInteger());
    leaf.awaitStarted(op.offers());
    op.stopping(FAR);
    return shutDown(service, FAR);
  }

  private static Caller<Boolean> shutDown(Service service, Duration deadline) {
    return Caller.start(
        () -> {
          service.shutDown(deadline);
          return true;
        });
  }

  private static void requireExact(ShutdownOp op) {
    assertThatCode(() -> op.require(CHECK)).doesNotThrowAnyException();
  }

  /** Keeps a rule that waits in vain from turning for ever. */
  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("waited in vain");
    }
    Thread.yield();
  }
}
