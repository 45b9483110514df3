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
  private final Inbox inbox = new Inbox(wakeups::incrementAndGet);
  private final List<Handle> drained = new ArrayList<>();

  private static Handle handle() {
    return new Handle(() -> {});
  }

  @Test
  void workComesOutInTheOrderInWhichItWentIn() {
    List<Handle> pushed = List.of(handle(), handle(), handle());
    pushed.forEach(inbox::push);
    inbox.drainTo(drained::add);
    assertThat(drained).containsExactlyElementsOf(pushed);
    inbox.drainTo(drained::add);
    assertThat(drained).hasSize(3);
  }

  @Test
  void tenThousandPushesToABusyLoopWakeItNever() {
    for (int i = 0; i < 10_000; i++) {
      inbox.push(handle());
    }
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aSleepingLoopIsWokenOnce() {
    assertThat(inbox.sleep()).isTrue();
    assertThat(inbox.isAsleep()).isTrue();
    for (int i = 0; i < 10_000; i++) {
      inbox.push(handle());
    }
    assertThat(wakeups).hasValue(1);
    assertThat(inbox.isAsleep()).isFalse();
    inbox.drainTo(drained::add);
    assertThat(drained).hasSize(10_000);
  }

  @Test
  void aLoopWithWorkMayNotSleep() {
    inbox.push(handle());
    assertThat(inbox.sleep()).isFalse();
    inbox.drainTo(drained::add);
    assertThat(inbox.sleep()).isTrue();
  }

  @Test
  void aLoopThatAChannelWokeIsAwakeOnceItHasDrained() {
    inbox.sleep();
    inbox.drainTo(drained::add);
    assertThat(inbox.isAsleep()).isFalse();
    inbox.push(handle());
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aClosedInboxGivesOutWhatCameBeforeAndRefusesTheRest() {
    Handle before = handle();
    inbox.push(before);
    inbox.closeTo(drained::add);
    assertThat(inbox.push(handle())).isFalse();
    inbox.drainTo(drained::add);
    inbox.closeTo(drained::add);
    assertThat(inbox.push(handle())).isFalse();
    assertThat(drained).containsExactly(before);
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aDrainedHandleDoesNotHoldTheOthers() {
    Handle first = handle();
    Handle second = handle();
    inbox.push(first);
    inbox.push(second);
    inbox.drainTo(drained::add);
    assertThat(first.older).isNull();
    assertThat(second.older).isNull();
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
