package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private final TimerQueue timers = new TimerQueue(Ownership.ofNobody("timers"));

  private List<TimerHandle> add(int count) {
    List<TimerHandle> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(timers.add(i, () -> {}));
    }
    return added;
  }

  @Test
  void cancelledTimersThatAreNextGoAtOnce() {
    List<TimerHandle> added = add(10);
    added.get(0).cancel();
    added.get(1).cancel();
    timers.prune();
    assertThat(timers.size()).isEqualTo(8);
  }

  @Test
  void otherCancelledTimersStayWhileTheyAreFew() {
    List<TimerHandle> added = add(TimerQueue.PURGE_ABOVE);
    added.subList(1, TimerQueue.PURGE_ABOVE).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(TimerQueue.PURGE_ABOVE);
  }

  @Test
  void otherCancelledTimersStayWhileTheyAreNotTheMost() {
    List<TimerHandle> added = add(200);
    added.subList(100, 200).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(200);
  }

  @Test
  void whenMostOfManyAreCancelledOnlyTheOthersStay() {
    List<TimerHandle> added = add(200);
    added.subList(99, 200).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(99);
  }

  @Test
  void aTimerThatIsCancelledTwiceCountsOnce() {
    List<TimerHandle> added = add(200);
    added.subList(130, 200).forEach(Handle::cancel);
    added.subList(130, 200).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(200);
  }

  @Test
  void aTimerThatIsCancelledAfterItRanDoesNotCount() {
    List<TimerHandle> added = add(300);
    ReadyQueue ready = new ReadyQueue(LoopConfig.named("timers"));
    timers.moveDue(() -> 149, ready);
    added.subList(0, 150).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(150);
    added.subList(299, 300).forEach(Handle::cancel);
    timers.prune();
    assertThat(timers.size()).isEqualTo(150);
  }

  @Test
  void aTimerHoldsNothingOfItsCallbackOnceItIsCancelled() {
    TimerHandle timer = timers.add(1, () -> {});
    timer.cancel();
    assertThat(timer).hasToString("<TimerHandle cancelled>");
  }

  @Test
  void timesMayPassTheOverflowOfTheClock() {
    List<String> order = new ArrayList<>();
    timers.add(Long.MIN_VALUE + 5, () -> order.add("after"));
    timers.add(Long.MAX_VALUE - 5, () -> order.add("before"));
    ReadyQueue ready = new ReadyQueue(LoopConfig.named("timers"));
    timers.moveDue(() -> Long.MIN_VALUE + 5, ready);
    ready.runSnapshot();
    assertThat(order).containsExactly("before", "after");
  }
}
