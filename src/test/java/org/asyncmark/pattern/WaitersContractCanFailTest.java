package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches waiters that do other work: each is wrong in one way. */
class WaitersContractCanFailTest
    extends ContractCanFailTest<WaitersContract.Subject, WaitersContractCanFailTest.Wrong> {
  WaitersContractCanFailTest() {
    super(Wrong.values(), WaitersContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<WaitersContract.Subject> {
    FORGETS_ONE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    LETS_ONE_GO_TWICE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    RETURNS_BEFORE_ALL_HAVE_GONE(WaitersContract.EVERY_WAITER_IS_LET_GO_ONCE),
    DOES_NOT_WAIT(WaitersContract.NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO),
    LEAVES_THE_GATE_OPEN(WaitersContract.NO_WAITER_IS_LET_GO_BEFORE_THE_CALLER_SAYS_SO),
    GOES_ON_BEFORE_ALL_WAIT(WaitersContract.ALL_WAIT_BEFORE_THE_CALLER_GOES_ON),
    CANNOT_BE_USED_AGAIN(WaitersContract.WAITERS_MAY_COME_AGAIN_AND_AGAIN),
    LETS_WAITERS_GO_WHEN_CLOSED(WaitersContract.CLOSE_ENDS_WAITERS_THAT_NOBODY_LETS_GO);

    private final WaitersContract caughtBy;

    Wrong(WaitersContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public WaitersContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected WaitersContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return WaitersContract.Subject.on(
        stages, (stage, releases) -> new WrongWaiters(stage, releases, mistake));
  }

  private static final class WrongWaiters implements Waiters {
    private final ExecutorService tasks;
    private final Releases releases;
    private final @Nullable Wrong mistake;
    private final List<Future<?>> started = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(1);

    WrongWaiters(Stage stage, Releases releases, @Nullable Wrong mistake) {
      this.tasks = stage.tasks(releases.waiters());
      this.releases = releases;
      this.mistake = mistake;
      if (mistake == Wrong.LETS_WAITERS_GO_WHEN_CLOSED) {
        stage.open(this::letAllGo);
      }
    }

    @Override
    public void arm() throws InterruptedException {
      if (mistake != Wrong.LEAVES_THE_GATE_OPEN && mistake != Wrong.CANNOT_BE_USED_AGAIN) {
        gate = new CountDownLatch(1);
      }
      started.clear();
      CountDownLatch arrived = new CountDownLatch(releases.waiters());
      CountDownLatch open = gate;
      for (int i = 0; i < releases.waiters(); i++) {
        int waiter = i;
        started.add(
            tasks.submit(
                () -> {
                  releases.arrives(waiter);
                  if (mistake == Wrong.DOES_NOT_WAIT) {
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
      if (mistake != Wrong.GOES_ON_BEFORE_ALL_WAIT) {
        arrived.await();
      }
      if (mistake == Wrong.LEAVES_THE_GATE_OPEN && gate.getCount() == 0) {
        awaitAll();
      }
      if (mistake == Wrong.CANNOT_BE_USED_AGAIN && gate.getCount() == 0) {
        throw new IllegalArgumentException("used before");
      }
    }

    @Override
    public void release() throws ExecutionException, InterruptedException {
      gate.countDown();
      if (mistake != Wrong.RETURNS_BEFORE_ALL_HAVE_GONE) {
        awaitAll();
      }
    }

    private void letAllGo() {
      gate.countDown();
      awaitAll();
    }

    private void letGo(int waiter) throws InterruptedException {
      if (mistake == Wrong.FORGETS_ONE && waiter == 0) {
        return;
      }
      if (mistake == Wrong.RETURNS_BEFORE_ALL_HAVE_GONE) {
        new CountDownLatch(1).await(); // much too late
      }
      releases.released(waiter);
      if (mistake == Wrong.LETS_ONE_GO_TWICE && waiter == 0) {
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
