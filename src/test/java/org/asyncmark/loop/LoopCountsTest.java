package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopCountsTest {
  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();

  @AfterEach
  void closeLoop() {
    time.close();
  }

  @Test
  void aFreshLoopHasDoneNothing() {
    assertThat(loop.counts()).isEqualTo(new LoopCounts(0, 0, 0, 0, 0, 0));
  }

  @Test
  void aTurnCountsTheCallbacksThatRanAndNotTheCancelledOnes() {
    loop.callSoon(() -> {});
    loop.callSoon(() -> {}).cancel();
    loop.callSoon(
        () -> {
          throw new IllegalStateException("thrown on purpose");
        });
    time.runOneTurn();
    assertThat(loop.counts()).isEqualTo(new LoopCounts(1, 0, 0, 0, 2, 0));
    assertThat(time.reported()).hasSize(1);
  }

  @Test
  void aTimerThatIsWaitedForIsASleepATimerAndACallback() {
    loop.callLater(Duration.ofSeconds(1), () -> {}).cancel();
    loop.callLater(Duration.ofSeconds(2), loop::stop);
    loop.runForever();
    assertThat(loop.counts()).isEqualTo(new LoopCounts(1, 1, 0, 0, 1, 1));
  }

  @Test
  void aReadyChannelIsAKeyAndACallback() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    loop.register(pipe.source(), SelectionKey.OP_READ, loop::stop);
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    loop.runForever();
    assertThat(loop.counts()).isEqualTo(new LoopCounts(1, 1, 0, 1, 1, 0));
    pipe.sink().close();
  }

  @Test
  void aHandOverToABusyLoopIsNoWakeUp() throws Exception {
    EventLoop running = EventLoop.start("counted");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    running.callSoonThreadsafe(
        () -> {
          begun.countDown();
          awaitUninterrupted(release);
        });
    begun.await();
    long before = running.counts().wakeups();
    for (int i = 0; i < 1_000; i++) {
      running.callSoonThreadsafe(() -> {});
    }
    assertThat(running.counts().wakeups()).isEqualTo(before);
    release.countDown();
    running.close();
  }

  @Test
  void aHandOverToASleepingLoopIsAWakeUp() throws Exception {
    try (EventLoop running = EventLoop.start("counted")) {
      while (running.counts().wakeups() == 0) { // until it is found asleep
        CountDownLatch ran = new CountDownLatch(1);
        running.callSoonThreadsafe(ran::countDown);
        ran.await();
      }
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
