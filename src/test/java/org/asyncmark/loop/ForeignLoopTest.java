package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two loops on one thread, so that only the loop tells whose a future is. */
@Timeout(10)
class ForeignLoopTest {
  private final VirtualTimeLoop time = VirtualTimeLoop.open(config -> named(config, "ours"));
  private final VirtualTimeLoop otherTime = VirtualTimeLoop.open(config -> named(config, "theirs"));
  private final EventLoop loop = time.loop();
  private final EventLoop other = otherTime.loop();
  private final LoopFuture<String> foreign = new LoopFuture<>(other);
  private final List<String> events = new ArrayList<>();

  private static LoopConfig named(LoopConfig config, String name) {
    return LoopConfig.named(name)
        .clock(config.clock())
        .poller(config.poller())
        .exceptionHandler(config.exceptionHandler());
  }

  @AfterEach
  void close() {
    time.close();
    otherTime.close();
    assertThat(time.reported()).isEmpty();
    assertThat(otherTime.reported()).isEmpty();
  }

  private Awaitable<String> noting(String text) {
    return Awaitable.call(
        () -> {
          events.add(text);
          return Awaitable.of(text);
        });
  }

  @Test
  void noTaskWaitsForAFutureOfAnotherLoopDoneOrNot() {
    LoopFuture<String> done = new LoopFuture<>(other);
    done.complete("theirs");
    for (LoopFuture<String> each : List.of(foreign, done)) {
      Map<String, Awaitable<String>> uses = new LinkedHashMap<>();
      uses.put("awaited", each);
      uses.put("then", each.then(Awaitable::of));
      uses.put("waitFor", Async.waitFor(each, Duration.ofSeconds(1)));
      uses.put("waitFor 0", Async.waitFor(each, Duration.ZERO));
      uses.put("timeout", Async.timeout(Duration.ofSeconds(1), () -> each));
      uses.put("lock", new LoopLock().with(() -> each));
      uses.forEach(
          (name, use) -> {
            Task<String> task = Task.start(loop, use);
            time.runFor(Duration.ofMillis(1));
            assertThat(task.failure())
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a task cannot wait for a future of another loop");
          });
    }
    assertThat(foreign.isDone()).isFalse();
  }

  @Test
  void aTaskGroupFailsWithATaskThatWaitsForAnotherLoop() {
    TaskGroup group = new TaskGroup();
    Task<Void> task =
        Task.start(
            loop,
            group.run(
                () -> {
                  group.start(foreign);
                  return Awaitable.done();
                }));
    time.runFor(Duration.ofMillis(1));
    assertThat(task.failure())
        .hasMessage(
            "1 failed in the task group, first: java.lang.IllegalStateException:"
                + " a task cannot wait for a future of another loop");
  }

  @Test
  void whatTakesSeveralAwaitablesStartsNoneIfOneIsOfAnotherLoop() {
    Map<String, Function<List<Awaitable<String>>, Object>> uses = new LinkedHashMap<>();
    uses.put("a gather", all -> Async.gather(loop, all));
    uses.put("a gather ", all -> Async.gatherSettled(loop, all));
    uses.put("asCompleted", all -> Async.asCompleted(loop, all));
    uses.put("asCompleted ", all -> Async.asCompleted(loop, all, Duration.ofSeconds(1)));
    uses.forEach(
        (name, use) -> {
          assertThatThrownBy(() -> use.apply(List.of(noting("started"), foreign)))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(name.strip() + " cannot wait for a future of another loop");
          assertThatThrownBy(() -> use.apply(Arrays.asList(noting("started"), null)))
              .isInstanceOf(NullPointerException.class)
              .hasMessage("awaitable");
        });
    time.runFor(Duration.ofSeconds(2));
    assertThat(events).isEmpty();
    foreign.complete("done");
    otherTime.runFor(Duration.ofSeconds(1));
  }

  @Test
  void aWaitForSeveralFuturesRefusesOneOfAnotherLoopAndLeavesTheOthersAlone() {
    LoopFuture<String> ours = new LoopFuture<>(loop);
    for (ReturnWhen when : ReturnWhen.values()) {
      Task<Waited<String>> task =
          Task.start(loop, Async.waitUntil(when, List.of(ours, foreign), Duration.ofSeconds(1)));
      time.runFor(Duration.ofMillis(1));
      assertThat(task.failure())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("waitUntil cannot wait for a future of another loop");
    }
    assertThatThrownBy(() -> Async.waitUntil(ReturnWhen.ALL_COMPLETED, Arrays.asList(ours, null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("future");
    time.runFor(Duration.ofSeconds(2));
    foreign.complete("done");
    otherTime.runFor(Duration.ofSeconds(1));
    assertThat(time.waits()).doesNotContain(Duration.ofSeconds(1)); // no timer was left
  }

  @Test
  void aPrimitiveBelongsToTheLoopOfTheFirstTaskThatUsesIt() {
    LoopLock lock = new LoopLock();
    LoopSemaphore semaphore = new LoopSemaphore(2);
    LoopEvent event = new LoopEvent();
    LoopQueue<String> queue = LoopQueue.fifo();
    LoopCondition condition = new LoopCondition();
    Map<String, java.util.function.Supplier<Awaitable<Void>>> uses = new LinkedHashMap<>();
    uses.put("LoopLock", lock::acquire);
    uses.put("LoopSemaphore", semaphore::acquire);
    uses.put("LoopEvent", event::await);
    uses.put("LoopQueue", () -> queue.put("item"));
    uses.put("LoopLock ", condition::acquire);
    uses.forEach(
        (name, use) -> {
          Task.start(loop, use.get());
          time.runOneTurn();
          Task<Void> theirs = Task.start(other, use.get());
          otherTime.runOneTurn();
          assertThat(theirs.failure())
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  "the "
                      + name.strip()
                      + " belongs to the event loop ours, a task of theirs cannot use it;"
                      + " each loop needs one of its own");
        });
    Task<Void> wait = Task.start(other, condition.await());
    otherTime.runOneTurn();
    assertThat(wait.failure())
        .hasMessageStartingWith("the LoopLock belongs to the event loop ours");
    assertThat(condition.isLocked()).isTrue();
    assertThat(queue.size()).isEqualTo(1);
  }
}
