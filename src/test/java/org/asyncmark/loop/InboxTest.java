package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
  private final AtomicInteger wakeups = new AtomicInteger();
  private final Inbox inbox = new Inbox(wakeups::incrementAndGet, 8);
  private final List<Runnable> drained = new ArrayList<>();

  /** Returns work that is not the same as any other. */
  private static Runnable work() {
    return new Runnable() {
      @Override
      public void run() {}
    };
  }

  @Test
  void workComesOutInTheOrderInWhichItWentIn() {
    List<Runnable> pushed = List.of(work(), work(), work());
    pushed.forEach(inbox::push);
    inbox.drainTo(drained::add);
    assertThat(drained).containsExactlyElementsOf(pushed);
    inbox.drainTo(drained::add);
    assertThat(drained).hasSize(3);
  }

  @Test
  void tenThousandPushesToABusyLoopWakeItNever() {
    for (int i = 0; i < 10_000; i++) {
      inbox.push(work());
    }
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aSleepingLoopIsWokenOnce() {
    assertThat(inbox.sleep()).isTrue();
    assertThat(inbox.isAsleep()).isTrue();
    for (int i = 0; i < 10_000; i++) {
      inbox.push(work());
    }
    assertThat(wakeups).hasValue(1);
    assertThat(inbox.isAsleep()).isFalse();
    inbox.drainTo(drained::add);
    assertThat(drained).hasSize(10_000);
  }

  @Test
  void aLoopWithWorkMayNotSleep() {
    inbox.push(work());
    assertThat(inbox.sleep()).isFalse();
    inbox.drainTo(drained::add);
    assertThat(inbox.sleep()).isTrue();
  }

  @Test
  void aLoopThatAChannelWokeIsAwakeOnceItHasDrained() {
    inbox.sleep();
    inbox.drainTo(drained::add);
    assertThat(inbox.isAsleep()).isFalse();
    inbox.push(work());
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aClosedInboxGivesOutWhatCameBeforeAndRefusesTheRest() {
    Runnable before = work();
    inbox.push(before);
    inbox.closeTo(drained::add);
    assertThat(inbox.push(work())).isFalse();
    inbox.drainTo(drained::add);
    inbox.closeTo(drained::add);
    assertThat(inbox.push(work())).isFalse();
    assertThat(drained).containsExactly(before);
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void anInboxThatNeverFallsBehindGoesRoundInItsFirstChunk() {
    for (int i = 0; i < 100; i++) {
      List<Runnable> pushed = List.of(work(), work(), work());
      pushed.forEach(inbox::push);
      drained.clear();
      assertThat(inbox.drainTo(drained::add)).isTrue();
      assertThat(drained).containsExactlyElementsOf(pushed);
      assertThat(inbox.isEmpty()).isTrue();
      assertThat(inbox.drainTo(drained::add)).isFalse();
    }
  }

  @Test
  void anInboxThatFallsBehindGrowsAndKeepsTheOrder() {
    List<Runnable> pushed = new ArrayList<>();
    for (int i = 1; i < 50; i++) {
      for (int k = 0; k < i; k++) {
        Runnable work = work();
        pushed.add(work);
        inbox.push(work);
      }
      if (i % 3 == 0) {
        inbox.drainTo(drained::add);
      }
    }
    inbox.closeTo(drained::add);
    assertThat(drained).containsExactlyElementsOf(pushed);
  }

  @Test
  void aMillionSubmitsOfFourThreadsEachRunWithinASecond() throws Exception {
    int threads = 4;
    int each = 250_000;
    AtomicLong latestNanos = new AtomicLong();
    CountDownLatch all = new CountDownLatch(threads * each);
    try (EventLoop loop = EventLoop.start("loop-stress")) {
      List<Thread> submitters = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        Thread submitter =
            new Thread(
                () -> {
                  java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
                  for (int i = 0; i < each; i++) {
                    long submitted = System.nanoTime();
                    loop.callSoonThreadsafe(
                        () -> {
                          // the loop's thread alone writes it
                          latestNanos.setPlain(
                              Math.max(latestNanos.getPlain(), System.nanoTime() - submitted));
                          all.countDown();
                        });
                    if (random.nextInt(200) == 0) {
                      Thread.yield(); // lets the loop fall asleep now and then
                    }
                  }
                });
        submitter.start();
        submitters.add(submitter);
      }
      for (Thread submitter : submitters) {
        submitter.join();
      }
      all.await();
    }
    assertThat(latestNanos.get()).isLessThan(1_000_000_000L);
  }
}
