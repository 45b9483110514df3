package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What belongs to the loop's thread is refused on another one before anything has changed. */
@org.junit.jupiter.api.Timeout(10)
class ForeignThreadTest {
  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
    assertThat(time.reported()).isEmpty();
  }

  private static Throwable onAnotherThread(ThrowingCallable use) {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              try {
                use.call();
                thrown.complete(null);
              } catch (Throwable e) {
                thrown.complete(e);
              }
            },
            "other");
    other.start();
    return thrown.join();
  }

  private static void assertRefused(String method, ThrowingCallable use) {
    assertThat(onAnotherThread(use))
        .as(method)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            method
                + " belongs to the thread "
                + Thread.currentThread().getName()
                + ", called on other; use callSoonThreadsafe");
  }

  private <T> LoopFuture<T> future() {
    return new LoopFuture<>(loop);
  }

  @Test
  void aFutureThatNobodyWaitsForStaysPending() {
    LoopFuture<Integer> future = future();
    assertRefused("complete", () -> future.complete(1));
    assertRefused("fail", () -> future.fail(new IOException("no")));
    assertRefused("cancel", future::cancel);
    assertRefused("onDone", () -> future.onDone(done -> events.add("foreign")));
    assertThat(future.isDone()).isFalse();
    future.complete(2);
    time.runOneTurn();
    assertThat(future.value()).isEqualTo(2);
    assertThat(events).isEmpty();
  }

  @Test
  void aFutureThatTasksWaitForStaysPendingAndItsOwnerWakesThem() {
    LoopFuture<Integer> future = future();
    List<Task<Integer>> tasks =
        List.of(
            Task.start(loop, future.map(x -> x)),
            Task.start(loop, Async.gather(loop, List.of(future)).map(x -> x.get(0))));
    future.onDone(done -> events.add("called"));
    time.runOneTurn();
    assertRefused("complete", () -> future.complete(1));
    assertRefused("fail", () -> future.fail(new IOException("no")));
    assertRefused("cancel", future::cancel);
    assertRefused("removeOnDone", () -> future.removeOnDone(done -> {}));
    future.complete(2);
    time.runFor(Duration.ofSeconds(1));
    assertThat(tasks).allSatisfy(task -> assertThat(task.value()).isEqualTo(2));
    assertThat(events).containsExactly("called");
  }

  @Test
  void aTaskDoesNotKnowOfACancelThatWasRefused() {
    Task<Void> task = Task.start(loop, Async.sleep(Duration.ofSeconds(1)));
    Task<Void> through = Task.start(loop, task.map(none -> null));
    time.runOneTurn();
    assertRefused("cancel", task::cancel);
    assertRefused("cancel", () -> through.cancel("why"));
    assertRefused("uncancel", task::uncancel);
    assertThat(task.cancelling()).isZero();
    assertThat(through.cancelling()).isZero();
    time.runFor(Duration.ofSeconds(2));
    assertThat(through).hasToString("Task[done: null]");
  }

  @Test
  void aGatherDoesNotKnowOfACancelThatWasRefused() {
    LoopFuture<Integer> child = future();
    LoopFuture<List<Integer>> gather = Async.gather(loop, List.of(child));
    assertRefused("cancel", gather::cancel);
    child.complete(1);
    time.runOneTurn();
    assertThat(gather.value()).containsExactly(1);
  }

  @Test
  void nothingIsStartedOnAnotherThread() {
    List<Awaitable<String>> work = List.of(Awaitable.call(() -> Awaitable.of(note("started"))));
    LoopFuture<String> future = future();
    Map<String, ThrowingCallable> uses = new LinkedHashMap<>();
    uses.put("Task.start", () -> Task.start(loop, work.get(0)));
    uses.put("a gather", () -> Async.gather(loop, work));
    uses.put("asCompleted", () -> Async.asCompleted(loop, work, Duration.ofSeconds(1)));
    uses.put("shield", () -> Async.shield(future));
    uses.put(
        "runInExecutor", () -> Async.runInExecutor(loop, Runnable::run, () -> note("executed")));
    uses.forEach(ForeignThreadTest::assertRefused);
    time.runFor(Duration.ofSeconds(2));
    assertThat(events).isEmpty();
  }

  private String note(String text) {
    events.add(text);
    return text;
  }

  @Test
  void aHandleThatAnotherThreadCannotCancelRuns() {
    Handle handle = loop.callSoon(() -> events.add("soon"));
    TimerHandle timer = loop.callLater(Duration.ofSeconds(1), () -> events.add("later"));
    assertRefused("Handle.cancel", handle::cancel);
    assertRefused("TimerHandle.cancel", timer::cancel);
    time.runFor(Duration.ofSeconds(2));
    assertThat(events).containsExactly("soon", "later");
  }

  @Test
  void aHandleOfAClosedLoopMayBeCancelledAnywhere() {
    VirtualTimeLoop other = VirtualTimeLoop.open();
    Handle handle = other.loop().callSoon(() -> {});
    TimerHandle timer = other.loop().callLater(Duration.ofSeconds(1), () -> {});
    other.close();
    handle.cancel();
    assertThat(onAnotherThread(timer::cancel)).isNull();
    assertThat(timer.isCancelled()).isTrue();
  }

  @Test
  void aTimeoutKeepsItsDeadline() {
    Timeout timeout = Timeout.after(Duration.ofSeconds(1));
    Task<Void> task = Task.start(loop, timeout.run(() -> future()));
    time.runOneTurn();
    assertRefused("Timeout.rescheduleAt", () -> timeout.rescheduleAt(5));
    assertRefused("Timeout.disarm", timeout::disarm);
    assertThat(timeout.whenNanos()).hasValue(1_000_000_000L);
    time.runFor(Duration.ofSeconds(2));
    assertThat(task.failure()).hasMessage("not done within 1.0 s");
  }

  @Test
  void aChannelIsWatchedAsBefore() throws IOException {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      assertThat(sink.isOpen()).isTrue();
      pipe.source().configureBlocking(false);
      Registration registration =
          loop.register(pipe.source(), SelectionKey.OP_READ, () -> events.add("ready"));
      assertRefused("Registration.interest", () -> registration.interest(0));
      assertRefused("Registration.cancel", registration::cancel);
      assertRefused("Registration.close", registration::close);
      assertThat(pipe.source().isOpen()).isTrue();
      assertThat(registration.isCancelled()).isFalse();
    }
  }

  @Test
  void aPrimitiveThatTasksUseIsLeftAlone() {
    LoopLock lock = new LoopLock();
    LoopSemaphore semaphore = new LoopSemaphore(1);
    LoopEvent event = new LoopEvent();
    LoopCondition condition = new LoopCondition(lock);
    LoopQueue<String> queue = LoopQueue.fifo(1);
    Task.start(loop, lock.acquire().then(x -> semaphore.acquire()).then(x -> queue.put("item")));
    List<Task<?>> waiting =
        List.of(
            Task.start(loop, lock.acquire()),
            Task.start(loop, semaphore.acquire()),
            Task.start(loop, event.await()),
            Task.start(loop, queue.put("next")));
    time.runOneTurn();
    Map<String, ThrowingCallable> uses = new LinkedHashMap<>();
    uses.put("LoopLock.release", lock::release);
    uses.put("LoopSemaphore.release", semaphore::release);
    uses.put("LoopEvent.set", event::set);
    uses.put("LoopEvent.clear", event::clear);
    uses.put("LoopCondition.signal", condition::signalAll);
    uses.put("LoopQueue.putNowait", () -> queue.putNowait("foreign"));
    uses.put("LoopQueue.getNowait", queue::getNowait);
    uses.put("LoopQueue.taskDone", queue::taskDone);
    uses.put("LoopQueue.shutdown", () -> queue.shutdown(true));
    uses.forEach(ForeignThreadTest::assertRefused);
    assertThat(List.of(lock.isLocked(), semaphore.isLocked(), event.isSet(), queue.isFull()))
        .containsExactly(true, true, false, true);
    lock.release();
    semaphore.release();
    event.set();
    assertThat(queue.getNowait()).isEqualTo("item");
    time.runFor(Duration.ofSeconds(1));
    assertThat(waiting).allSatisfy(task -> assertThat(task.isDone()).isTrue());
    assertThat(queue.getNowait()).isEqualTo("next");
  }

  @Test
  void aLockThatWasReleasedOnAnotherThreadIsRefusedThoughNobodyWaits() {
    LoopLock lock = new LoopLock();
    Task.start(loop, lock.acquire());
    time.runOneTurn();
    assertRefused("LoopLock.release", lock::release);
    assertThat(lock.isLocked()).isTrue();
  }

  @Test
  void afterItsLoopWasClosedAFutureStaysAsItIs() {
    VirtualTimeLoop other = VirtualTimeLoop.open();
    LoopFuture<String> future = new LoopFuture<>(other.loop());
    Task<String> task = Task.start(other.loop(), future.map(x -> x));
    other.runOneTurn();
    other.close();
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> future.complete("late"), () -> future.fail(new IOException()), task::cancel)) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the event loop virtual-time is closed");
    }
    assertThat(future.isDone()).isFalse();
    assertThat(task.cancelling()).isZero();
  }
}
