package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that are too large to be compared, wherever the loop takes one. */
@org.junit.jupiter.api.Timeout(10)
class LoopTimeTest {
  private static final List<Duration> HUGE =
      List.of(
          Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
          Duration.ofNanos(Long.MAX_VALUE),
          Duration.ofDays(36_501),
          Duration.ofDays(36_500).minusNanos(1));
  private static final List<Duration> LONG_PAST =
      List.of(
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofNanos(Long.MIN_VALUE),
          Duration.ofNanos(Long.MIN_VALUE + 1),
          Duration.ofNanos(-1));

  @Test
  void aDurationIsTakenAsAHundredYearsAtMost() {
    long most = Duration.ofDays(36_500).toNanos();
    assertThat(HUGE.stream().map(LoopTime::nanos)).containsExactly(most, most, most, most - 1);
    assertThat(LONG_PAST.stream().map(LoopTime::nanos)).containsExactly(-most, -most, -most, -1L);
  }

  @Test
  void aTimeIsAHundredYearsFromNowAtMostOnBothSidesOfAnOverflow() {
    long most = Duration.ofDays(36_500).toNanos();
    for (long now : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, -5}) {
      assertThat(LoopTime.near(now, now + 7)).isEqualTo(now + 7);
      assertThat(LoopTime.near(now, now - 7)).isEqualTo(now - 7);
      assertThat(LoopTime.near(now, now + Long.MAX_VALUE)).isEqualTo(now + most);
      assertThat(LoopTime.near(now, now - Long.MAX_VALUE)).isEqualTo(now - most);
    }
  }

  /** Every way to set a timer, far ahead, while another is overdue. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 1_000, Long.MIN_VALUE, Long.MIN_VALUE / 2})
  void noHugeTimeHoldsUpATimerThatIsOverdue(long startNanos) {
    for (Duration huge : HUGE) {
      try (VirtualTimeLoop time = VirtualTimeLoop.openAt(startNanos)) {
        EventLoop loop = time.loop();
        List<String> ran = new ArrayList<>();
        loop.callLater(Duration.ofMillis(5), () -> ran.add("overdue"));
        time.advance(Duration.ofDays(300));
        LoopFuture<Void> never = new LoopFuture<>(loop);
        loop.callLater(huge, () -> ran.add("callLater"));
        loop.callAt(loop.timeNanos() + LoopTime.MAX_NANOS * 2, () -> ran.add("callAt"));
        List<Task<?>> tasks =
            List.of(
                Task.start(loop, Async.sleep(huge)),
                Task.start(loop, Async.waitFor(never, huge)),
                Task.start(loop, Async.timeout(huge, () -> never)),
                Task.start(loop, Async.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(never), huge)),
                Task.start(loop, Async.asCompleted(loop, List.of(never), huge).next()));
        loop.callSoon(() -> time.advance(Duration.ofDays(1)));
        loop.callLater(Duration.ofMillis(1), () -> ran.add("soon"));
        time.runFor(Duration.ofDays(1_000));
        assertThat(ran).containsExactly("overdue", "soon");
        assertThat(tasks).allSatisfy(task -> assertThat(task.isDone()).isFalse());
        assertThat(time.reported()).isEmpty();
      }
    }
  }

  @Test
  void whatIsDoneInTimeWinsOverAHugeTimeout() throws Exception {
    for (Duration huge : HUGE) {
      try (VirtualTimeLoop time = VirtualTimeLoop.open()) {
        Awaitable<String> work = Async.sleep(Duration.ofDays(1)).map(slept -> "done");
        assertThat(time.runUntilComplete(Task.start(time.loop(), Async.waitFor(work, huge))))
            .isEqualTo("done");
      }
    }
  }

  @Test
  void aHugeTimeoutEndsAfterAHundredYears() {
    try (VirtualTimeLoop time = VirtualTimeLoop.open()) {
      LoopFuture<Void> never = new LoopFuture<>(time.loop());
      Duration huge = Duration.ofSeconds(Long.MAX_VALUE);
      Task<Void> task = Task.start(time.loop(), Async.waitFor(never, huge));
      assertThatThrownBy(() -> time.runUntilComplete(task))
          .cause()
          .isInstanceOf(TimeoutException.class)
          .hasMessage("not done within 3.1536E9 s");
      assertThat(time.elapsed()).isEqualTo(Duration.ofDays(36_500));
    }
  }

  @Test
  void whatIsDueSinceEverIsDueNow() throws Exception {
    for (Duration past : LONG_PAST) {
      try (VirtualTimeLoop time = VirtualTimeLoop.openAt(Long.MIN_VALUE + 10)) {
        EventLoop loop = time.loop();
        LoopFuture<Void> never = new LoopFuture<>(loop);
        List<String> ran = new ArrayList<>();
        loop.callLater(past, () -> ran.add("callLater"));
        loop.callAt(loop.timeNanos() - LoopTime.MAX_NANOS * 2, () -> ran.add("callAt"));
        List<Task<?>> timedOut =
            List.of(
                Task.start(loop, Async.waitFor(never, past)),
                Task.start(loop, Async.timeout(past, () -> new LoopFuture<Void>(loop))),
                Task.start(loop, Async.asCompleted(loop, List.of(never), past).next()));
        Task<Waited<Void>> waited =
            Task.start(
                loop,
                Async.waitUntil(
                    ReturnWhen.ALL_COMPLETED, List.of(new LoopFuture<Void>(loop)), past));
        Task<Void> slept = Task.start(loop, Async.sleep(past));
        time.runFor(Duration.ofNanos(1));
        assertThat(ran).containsExactly("callAt", "callLater");
        assertThat(timedOut.get(0).failure())
            .isInstanceOf(TimeoutException.class)
            .hasMessage("not done within 0.0 s");
        assertThat(timedOut.get(1).failure()).isInstanceOf(TimeoutException.class);
        assertThat(waited.result().pending()).hasSize(1);
        assertThat(slept.isDone()).isTrue();
      }
    }
  }

  @Test
  void aTimeoutMayBeMovedFarAway() {
    try (VirtualTimeLoop time = VirtualTimeLoop.openAt(Long.MAX_VALUE - 1)) {
      EventLoop loop = time.loop();
      Timeout timeout = Timeout.after(Duration.ofSeconds(1));
      LoopFuture<String> work = new LoopFuture<>(loop);
      Task<String> task = Task.start(loop, timeout.run(() -> work));
      time.runOneTurn();
      timeout.rescheduleAt(loop.timeNanos() + Long.MAX_VALUE);
      loop.callLater(Duration.ofDays(10), () -> work.complete("in time"));
      time.runFor(Duration.ofDays(11));
      assertThat(task.value()).isEqualTo("in time");
    }
  }

  @Test
  void aHugeThresholdForSlowCallbacksIsNoMistake() {
    try (VirtualTimeLoop time =
        VirtualTimeLoop.open(
            config -> config.debug(true).slowCallback(Duration.ofSeconds(Long.MAX_VALUE)))) {
      time.loop().callSoon(() -> time.advance(Duration.ofDays(1)));
      time.runOneTurn();
      assertThat(time.reported()).isEmpty();
    }
  }
}
