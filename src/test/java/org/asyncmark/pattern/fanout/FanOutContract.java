package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What every fan-out must do, whatever its model and mechanism: each constant is one rule that
 * holds or throws.
 */
enum FanOutContract implements Rule<FanOutContract.Subject> {
  RESULTS_ARE_IN_ORDER_WHATEVER_THE_ORDER_OF_COMPLETION {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          4,
          4,
          subject,
          (fan, leaf, caller) -> {
            for (int index : List.of(3, 1, 2, 0)) {
              leaf.releaseAndAwait(index);
            }
            assertThat(caller.result()).isEqualTo(inOrder(4));
          });
    }
  },

  NO_LEAVES_GIVE_AN_EMPTY_LIST {
    @Override
    public void check(Subject subject) throws Exception {
      FanOut fan = subject.open(new ScriptedLeaf(), 2);
      assertThat(fan.run(0)).isEmpty();
    }
  },

  AS_MANY_AS_THE_LIMIT_RUN_AT_ONCE_AND_NEVER_MORE {
    @Override
    public void check(Subject subject) throws Exception {
      for (int limit : List.of(1, 3, 6)) {
        ScriptedLeaf leaf = new ScriptedLeaf();
        FanOut fan = subject.open(leaf, limit);
        requireExactly(limit, fan, leaf);
      }
    }
  },

  FEWER_LEAVES_THAN_THE_LIMIT_RUN_ALL_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          3,
          5,
          subject,
          (fan, leaf, caller) -> {
            leaf.releaseAll(3);
            assertThat(caller.result()).isEqualTo(inOrder(3));
          });
    }
  },

  A_FAILURE_IS_WHAT_THE_LEAF_THREW_WHEREVER_IT_STANDS {
    @Override
    public void check(Subject subject) throws Exception {
      for (int failing : List.of(0, 2, 4)) {
        IOException failure = new IOException("leaf " + failing);
        FanOut fan = subject.open(new ScriptedLeaf().fail(failing, failure), 2);
        assertThatThrownBy(() -> fan.run(5))
            .isExactlyInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
      }
    }
  },

  A_FAILURE_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          3,
          3,
          subject,
          (fan, leaf, caller) -> {
            leaf.releaseWith(1, new IOException("no"));
            assertThat(caller.failure()).isInstanceOf(ExecutionException.class);
            leaf.releaseAll(3); // of no effect on the one that has failed
            leaf.awaitNoneRunning();
            assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 2);
          });
    }
  },

  AFTER_A_FAILURE_TASKS_GO_ON_TO_WAIT_AND_NO_OTHERS_ARE_STARTED {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          6,
          2,
          subject,
          (fan, leaf, caller) -> {
            int failing = leaf.oneRunning();
            leaf.releaseWith(failing, new IOException("no"));
            assertThat(caller.failure()).isInstanceOf(ExecutionException.class);
            int goingOn = subject.place() == PermitPlace.INSIDE ? 5 : 1;
            // one was under way beside the one that has failed; now another has a permit
            if (subject.place() == PermitPlace.INSIDE) {
              leaf.awaitStarted(3);
            } else {
              assertThat(leaf.startsWithin(3, SOON)).isFalse();
            }
            leaf.releaseAll(6);
            leaf.awaitStarted(1 + goingOn);
            leaf.awaitNoneRunning();
            assertThat(leaf.completed()).hasSize(goingOn).doesNotContain(failing);
          });
    }
  },

  PERMITS_COME_BACK_AFTER_FAILURES {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          3,
          3,
          subject,
          (fan, leaf, caller) -> {
            for (int i = 0; i < 3; i++) {
              leaf.releaseWith(i, new IOException("leaf " + i));
            }
            assertThat(caller.failure()).isInstanceOf(ExecutionException.class);
            requireExactly(3, fan, leaf);
          });
    }
  },

  PERMITS_COME_BACK_AFTER_A_TIME_OUT {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          2,
          2,
          subject,
          (fan, leaf, caller) -> {
            leaf.releaseWith(0, new SocketTimeoutException("no byte for 10 s"));
            assertThat(caller.failure()).hasCauseInstanceOf(SocketTimeoutException.class);
            leaf.release(1);
            requireExactly(2, fan, leaf);
          });
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING_AND_NONE_WAITING {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          6,
          2,
          subject,
          (fan, leaf, caller) -> {
            caller.interrupt();
            assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
            leaf.awaitNoneRunning();
            assertThat(leaf.completed()).isEmpty();
          });
    }
  },

  PERMITS_COME_BACK_AFTER_AN_INTERRUPT {
    @Override
    public void check(Subject subject) throws Exception {
      whileRunning(
          6,
          2,
          subject,
          (fan, leaf, caller) -> {
            caller.interrupt();
            assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
            requireExactly(2, fan, leaf);
          });
    }
  };

  /** Who has what it takes to start does so within this time. */
  private static final Duration SOON = Duration.ofMillis(20);

  /** Opens the fan-out that is under test, over a leaf. */
  interface Subject {
    /** Opens it; its pool has room for 8 tasks at once, unless the pool is the limit. */
    FanOut open(ScriptedLeaf leaf, int limit);

    /** Returns where permits are taken; a pool that is the limit takes them inside. */
    PermitPlace place();
  }

  private interface Scenario {
    void goOn(FanOut fan, ScriptedLeaf leaf, Caller<List<Long>> caller) throws Exception;
  }

  /** Runs leaves that are held, and goes on once as many are under way as may be. */
  private static void whileRunning(int fanOut, int limit, Subject subject, Scenario scenario)
      throws Exception {
    ScriptedLeaf leaf = new ScriptedLeaf().holdAll(fanOut);
    FanOut fan = subject.open(leaf, limit);
    Caller<List<Long>> caller = Caller.start(() -> fan.run(fanOut));
    leaf.awaitStarted(Math.min(fanOut, limit));
    scenario.goOn(fan, leaf, caller);
  }

  /**
   * Requires that exactly so many leaves run at once, once those of the last run have ended: no
   * permit is missing, and none too many.
   */
  private static void requireExactly(int limit, FanOut fan, ScriptedLeaf leaf) throws Exception {
    int fanOut = limit + 2;
    leaf.awaitNoneRunning();
    leaf.reset();
    leaf.holdAll(fanOut);
    Caller<List<Long>> caller = Caller.start(() -> fan.run(fanOut));
    assertThat(leaf.startsWithin(limit + 1, SOON)).isFalse();
    for (int ended = 0; ended < fanOut; ended++) {
      leaf.awaitStarted(Math.min(fanOut, limit + ended));
      leaf.releaseAndAwait(leaf.oneRunning());
    }
    assertThat(caller.result()).isEqualTo(inOrder(fanOut));
    assertThat(leaf.mostRunning()).isEqualTo(limit);
  }

  private static List<Long> inOrder(int fanOut) {
    return LongStream.range(0, fanOut).boxed().toList();
  }
}
