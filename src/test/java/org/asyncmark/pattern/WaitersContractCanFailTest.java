package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the contract catches waiters that do other work: each is wrong in one way. */
@Timeout(10)
class WaitersContractCanFailTest {
  private final List<WrongWaiters> opened = new ArrayList<>();

  /** A mistake, and the rule that has to catch it. */
  enum Mistake {
    FORGETS_ONE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    LETS_ONE_GO_TWICE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    RETURNS_BEFORE_ALL_HAVE_GONE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    DOES_NOT_WAIT(WaitersContract.NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO),
    LEAVES_THE_GATE_OPEN(WaitersContract.NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO),
    GOES_ON_BEFORE_ALL_WAIT(WaitersContract.ALL_WAIT_BEFORE_THE_CALLER_GOES_ON),
    CANNOT_BE_USED_AGAIN(WaitersContract.WAITERS_MAY_COME_AGAIN_AND_AGAIN),
    KEEPS_ITS_POOL_WHEN_CLOSED(WaitersContract.CLOSE_LEAVES_NO_THREAD_AND_MAY_BE_CALLED_TWICE),
    LETS_WAITERS_GO_WHEN_CLOSED(WaitersContract.CLOSE_ENDS_WAITERS_THAT_NOBODY_LETS_GO);

    private final WaitersContract caughtBy;

    Mistake(WaitersContract caughtBy) {
      this.caughtBy = caughtBy;
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitersWithAMistakeAreCaught(Mistake mistake) {
    Caught.requireBroken(() -> mistake.caughtBy.check(releases -> open(releases, mistake)));
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheirMistakeTheyKeepEveryRule(WaitersContract rule) throws Exception {
    rule.check(releases -> open(releases, null));
  }

  @AfterEach
  void endAll() {
    opened.forEach(WrongWaiters::endAll);
  }

  private WrongWaiters open(Releases releases, @Nullable Mistake mistake) {
    WrongWaiters waiters = new WrongWaiters(releases, mistake);
    opened.add(waiters);
    return waiters;
  }

  private static final class WrongWaiters implements Waiters {
    private final ModelExecutor pool;
    private final Releases releases;
    private final @Nullable Mistake mistake;
    private final List<Future<?>> started = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(1);

    WrongWaiters(Releases releases, @Nullable Mistake mistake) {
      this.pool = ModelExecutor.open(Model.PLATFORM, releases.waiters());
      this.releases = releases;
      this.mistake = mistake;
    }

    @Override
    public void arm() throws InterruptedException {
      if (mistake != Mistake.LEAVES_THE_GATE_OPEN && mistake != Mistake.CANNOT_BE_USED_AGAIN) {
        gate = new CountDownLatch(1);
      }
      started.clear();
      CountDownLatch arrived = new CountDownLatch(releases.waiters());
      CountDownLatch open = gate;
      for (int i = 0; i < releases.waiters(); i++) {
        int waiter = i;
        started.add(
            pool.executor()
                .submit(
                    () -> {
                      releases.arrives(waiter);
                      if (mistake == Mistake.DOES_NOT_WAIT) {
                        releases.released(waiter);
                        arrived.countDown();
                        return null;
                      }
                      arrived.countDown();
                      open.await();
                      letGo(waiter);
                      return null;
                    }));
      }
      if (mistake != Mistake.GOES_ON_BEFORE_ALL_WAIT) {
        arrived.await();
      }
      if (mistake == Mistake.LEAVES_THE_GATE_OPEN && gate.getCount() == 0) {
        awaitAll();
      }
      if (mistake == Mistake.CANNOT_BE_USED_AGAIN && gate.getCount() == 0) {
        throw new IllegalArgumentException("used before");
      }
    }

    @Override
    public void release() throws ExecutionException, InterruptedException {
      gate.countDown();
      if (mistake != Mistake.RETURNS_BEFORE_ALL_HAVE_GONE) {
        awaitAll();
      }
    }

    @Override
    public void close() {
      if (mistake == Mistake.LETS_WAITERS_GO_WHEN_CLOSED) {
        gate.countDown();
        awaitAll();
      }
      if (mistake != Mistake.KEEPS_ITS_POOL_WHEN_CLOSED) {
        endAll();
      }
    }

    void endAll() {
      pool.close();
    }

    private void letGo(int waiter) throws InterruptedException {
      if (mistake == Mistake.FORGETS_ONE && waiter == 0) {
        return;
      }
      if (mistake == Mistake.RETURNS_BEFORE_ALL_HAVE_GONE) {
        new CountDownLatch(1).await(); // much too late
      }
      releases.released(waiter);
      if (mistake == Mistake.LETS_ONE_GO_TWICE && waiter == 0) {
        releases.released(waiter);
      }
    }

    private void awaitAll() {
      for (Future<?> each : started) {
        try {
          each.get();
        } catch (ExecutionException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
