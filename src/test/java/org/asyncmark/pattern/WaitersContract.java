package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;

/**
 * What waiters must do, whatever they wait for and in whatever model: each constant is one rule
 * that holds or throws.
 */
public enum WaitersContract implements Rule<WaitersContract.Subject> {
  EVERY_WAITER_IS_LET_GO_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      for (int count : List.of(1, 3, 50, 1_000)) {
        Releases releases = new Releases(count);
        Waiters waiters = subject.open(releases);
        waiters.arm();
        waiters.release();
        assertThat(times(releases)).containsOnly(1);
      }
    }
  },

  NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO {
    @Override
    public void check(Subject subject) throws Exception {
      Gauge releases = new Gauge(3);
      Waiters waiters = subject.open(releases);
      for (int op = 0; op < 2; op++) { // the second one finds what the first has left
        releases.clear();
        waiters.arm();
        assertThat(times(releases)).containsOnly(0);
        long released = System.nanoTime();
        waiters.release();
        releases.requireEachOnce(CHECK, released);
      }
    }
  },

  ALL_WAIT_BEFORE_THE_CALLER_GOES_ON {
    @Override
    public void check(Subject subject) throws Exception {
      Gauge releases = new Gauge(3);
      Waiters waiters = subject.open(releases);
      releases.hold(2);
      Caller<Boolean> caller =
          Caller.start(
              () -> {
                waiters.arm();
                waiters.release();
                return true;
              });
      releases.awaitHeld();
      assertThat(caller.returnsWithin(SOON)).isFalse();
      assertThat(times(releases)).containsOnly(0);
      releases.letGo();
      assertThat(caller.result()).isTrue();
    }
  },

  WAITERS_MAY_COME_AGAIN_AND_AGAIN {
    @Override
    public void check(Subject subject) throws Exception {
      Releases releases = new Releases(10);
      Waiters waiters = subject.open(releases);
      for (int op = 1; op <= 100; op++) {
        waiters.arm();
        waiters.release();
        assertThat(times(releases)).containsOnly(op);
      }
    }
  },

  CLOSE_ENDS_WAITERS_THAT_NOBODY_LETS_GO {
    @Override
    public void check(Subject subject) throws Exception {
      Releases releases = new Releases(4);
      subject.open(releases).arm();
      subject.close();
      assertThat(times(releases)).containsOnly(0);
    }
  };

  private static final int FEW_THREADS = 2;
  private static final Duration SOON = Duration.ofMillis(20);
  private static final ResultCheck CHECK = new ResultCheck("waiters", Model.PLATFORM, "x");

  /** Opens the waiters that are under test. */
  public interface Subject {
    Waiters open(Releases releases);

    /** Closes what they were opened on. */
    void close();

    /** Returns what opens waiters on stages of few threads. */
    static Subject on(Stages stages, BiFunction<Stage, Releases, ? extends Waiters> opening) {
      return new Subject() {
        @Override
        public Waiters open(Releases releases) {
          return opening.apply(stages.open(FEW_THREADS, new ScriptedLeaf()), releases);
        }

        @Override
        public void close() {
          stages.close();
        }
      };
    }
  }

  private static List<Integer> times(Releases releases) {
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < releases.waiters(); i++) {
      times.add(releases.times(i));
    }
    return times;
  }

  /** Can keep one waiter on its way. */
  private static final class Gauge extends Releases {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile int holding = -1;

    Gauge(int waiters) {
      super(waiters);
    }

    void hold(int waiter) {
      holding = waiter;
    }

    void awaitHeld() throws InterruptedException {
      held.await();
    }

    void letGo() {
      go.countDown();
    }

    @Override
    public void arrives(int waiter) {
      super.arrives(waiter);
      if (waiter == holding) {
        held.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
