package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PermittedTaskTest {
  private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void end() {
    go.countDown();
    oneThread.shutdownNow();
  }

  @Test
  void thePermitOfATaskThatIsCancelledInTheQueueComesBackAtOnce() {
    Semaphore permits = new Semaphore(0);
    AtomicBoolean ran = new AtomicBoolean();
    oneThread.submit(() -> awaitUninterruptibly(go));
    PermittedTask queued = new PermittedTask(permits, () -> ran.set(true));
    queued.startOn(oneThread);
    queued.cancel();
    queued.cancel();
    assertThat(permits.availablePermits()).isEqualTo(1);
    assertThat(ran).isFalse();
  }

  @Test
  void thePermitOfATaskThatIsCancelledAtWorkComesBackWhenItHasEnded() throws Exception {
    Semaphore permits = new Semaphore(0);
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    PermittedTask task =
        new PermittedTask(
            permits,
            () -> {
              working.countDown();
              awaitUninterruptibly(interrupted);
            });
    task.startOn(oneThread);
    working.await();
    task.cancel();
    interrupted.await();
    assertThat(permits.availablePermits()).isZero();
    go.countDown();
    permits.acquire();
    assertThat(permits.availablePermits()).isZero();
  }

  /** Tells of the interrupt and works on until it may end. */
  private void awaitUninterruptibly(CountDownLatch interrupted) {
    while (go.getCount() > 0) {
      try {
        go.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    }
  }

  @Test
  void aPermitOfATaskThatFailsComesBack() throws Exception {
    Semaphore permits = new Semaphore(0);
    PermittedTask task =
        new PermittedTask(
            permits,
            () -> {
              throw new IllegalStateException("no");
            });
    task.startOn(oneThread);
    permits.acquire();
    task.cancel();
    assertThat(permits.availablePermits()).isZero();
  }
}
