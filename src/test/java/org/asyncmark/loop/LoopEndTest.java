package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way in which a loop ends: nobody waits for ever, and nothing accepted is lost. */
@Timeout(20)
class LoopEndTest {
  private static final String CLOSED =
      "java.lang.IllegalStateException: the event loop was closed before the result came";

  private final List<Throwable> reported = new CopyOnWriteArrayList<>();

  private EventLoop idle() {
    return EventLoop.create(LoopConfig.named("idle").exceptionHandler(reported::add));
  }

  private EventLoop started() {
    return EventLoop.start(LoopConfig.named("started").exceptionHandler(reported::add));
  }

  /** A thread in {@code callAndWait}, and how that ended. */
  private static final class Caller<T> {
    final CompletableFuture<T> outcome = new CompletableFuture<>();
    final Thread thread;

    Caller(EventLoop loop, Supplier<LoopFuture<T>> work) {
      thread =
          new Thread(
              () -> {
                try {
                  outcome.complete(loop.callAndWait(work));
                } catch (Throwable e) {
                  outcome.completeExceptionally(e);
                }
              },
              "caller");
      thread.setDaemon(true);
      thread.start();
    }

    /** Waits until the call was handed over, which is just before its thread waits. */
    Caller<T> waiting() {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      return this;
    }

    T result() throws Exception {
      return outcome.get();
    }

    Throwable failure() {
      try {
        throw new AssertionError("want a failure, got " + outcome.get());
      } catch (ExecutionException e) {
        return e.getCause();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static <T> LoopFuture<T> done(EventLoop loop, T value) {
    LoopFuture<T> future = new LoopFuture<>(loop);
    future.complete(value);
    return future;
  }

  @Test
  void aCallToALoopThatNobodyRunsEndsWhenThatIsClosed() {
    EventLoop loop = idle();
    Caller<Void> caller = new Caller<Void>(loop, () -> new LoopFuture<>(loop)).waiting();
    loop.close();
    assertThat(caller.failure()).isInstanceOf(ExecutionException.class).hasMessage(CLOSED);
  }

  @Test
  void aCallToALoopThatNobodyRunsIsServedInTheLastTurns() throws Exception {
    EventLoop loop = idle();
    Caller<String> plain = new Caller<>(loop, () -> done(loop, "plain")).waiting();
    Caller<String> task =
        new Caller<>(
                loop,
                () -> Task.start(loop, () -> NextTurn.INSTANCE.then(next -> Awaitable.of("task"))))
            .waiting();
    loop.close();
    assertThat(plain.result()).isEqualTo("plain");
    assertThat(task.result()).isEqualTo("task");
  }

  @Test
  void aCallToALoopThatWasStoppedAndIsNeverRunAgainEndsWhenThatIsClosed() {
    EventLoop loop = idle();
    loop.stop();
    loop.runForever();
    Caller<Void> handedOver = new Caller<Void>(loop, () -> new LoopFuture<>(loop)).waiting();
    loop.stop();
    loop.runForever(); // starts the work, which does not end
    Caller<Void> late = new Caller<Void>(loop, () -> new LoopFuture<>(loop)).waiting();
    loop.close();
    assertThat(handedOver.failure()).hasMessage(CLOSED);
    assertThat(late.failure()).hasMessage(CLOSED);
  }

  @Test
  void theLastTurnRunsWhatOtherThreadsHandedOverAndForgetsTheRest() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    EventLoop loop = idle();
    loop.callSoon(() -> ran.add("callSoon"));
    loop.callSoonThreadsafe(() -> ran.add("of the owner"));
    Thread other = new Thread(() -> loop.callSoonThreadsafe(() -> ran.add("of another")));
    other.start();
    other.join();
    loop.close();
    assertThat(ran).containsExactly("of the owner", "of another");
  }

  @Test
  void whatTheLastCallbacksAddRuns() throws Exception {
    for (EventLoop loop : List.of(idle(), started())) {
      List<String> ran = new CopyOnWriteArrayList<>();
      Thread other =
          new Thread(
              () ->
                  loop.callSoonThreadsafe(
                      () -> {
                        loop.callSoon(() -> ran.add("soon"));
                        loop.callSoonThreadsafe(
                            () -> loop.callSoon(() -> loop.callSoon(() -> ran.add("later"))));
                      }));
      other.start();
      other.join();
      loop.close();
      assertThat(ran).containsExactly("soon", "later");
    }
  }

  @Test
  void aCallbackThatAddsItselfForEverIsRefusedInTheEnd() {
    EventLoop loop = started();
    int[] runs = {0};
    Runnable[] again = {null};
    again[0] =
        () -> {
          runs[0]++;
          loop.callSoon(again[0]);
        };
    loop.callSoonThreadsafe(again[0]);
    loop.close();
    assertThat(runs[0]).isGreaterThan(LoopRun.LAST_TURNS);
    assertThat(reported)
        .extracting(Throwable::getMessage)
        .containsExactly("the event loop started is closed");
  }

  @Test
  void aTaskThatLetsOthersGoFirstForEverEndsWithTheLoop() {
    EventLoop loop = started();
    CompletableFuture<Task<Void>> started = new CompletableFuture<>();
    loop.callSoonThreadsafe(() -> started.complete(Task.start(loop, spinning())));
    Task<Void> task = started.join();
    loop.close();
    assertThat(task.failure()).hasMessage("the event loop started is closed");
  }

  private static Awaitable<Void> spinning() {
    return NextTurn.INSTANCE.then(next -> spinning());
  }

  @Test
  void aLoopThatClosesItselfLetsItsCallersGo() {
    EventLoop loop = started();
    Caller<Void> caller =
        new Caller<>(
            loop,
            () -> {
              loop.close();
              loop.close();
              return new LoopFuture<>(loop);
            });
    assertThat(caller.failure()).hasMessage(CLOSED);
  }

  @Test
  void tasksThatArePendingWhenTheirLoopIsClosedLetTheirCallersGo() {
    EventLoop loop = started();
    LoopLock lock = new LoopLock();
    CountDownLatch begun = new CountDownLatch(3);
    List<Caller<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      callers.add(
          new Caller<>(
              loop,
              () -> {
                begun.countDown();
                return Task.start(loop, lock.with(() -> new LoopFuture<>(loop)));
              }));
    }
    awaitUninterruptibly(begun);
    loop.close();
    assertThat(callers).allSatisfy(caller -> assertThat(caller.failure()).hasMessage(CLOSED));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLoopWhosePollerFailsLetsItsCallersGoAndSaysWhy() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    EventLoop loop =
        EventLoop.start(
            LoopConfig.named("failing")
                .exceptionHandler(reported::add)
                .poller(() -> new FailingPoller(failure)));
    CountDownLatch begun = new CountDownLatch(1);
    Caller<Void> caller =
        new Caller<>(
            loop,
            () -> {
              begun.countDown();
              return new LoopFuture<>(loop);
            });
    awaitUninterruptibly(begun);
    IllegalStateException reason = new IllegalStateException("the machine is gone");
    failure.set(reason);
    try {
      loop.callSoonThreadsafe(() -> {});
    } catch (IllegalStateException ended) {
      // the loop looked at its channels before this came
    }
    assertThat(caller.failure())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessage(
            "the event loop failed before the result came:"
                + " java.lang.IllegalStateException: the machine is gone")
        .hasCause(reason);
    loop.close();
    assertThat(reported).contains(reason);
    assertThat(loop.isClosed()).isTrue();
    assertThatThrownBy(() -> loop.callSoonThreadsafe(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event loop failing is closed");
  }

  @Test
  void aRunThatFailsLetsTheCallersGo() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    EventLoop loop =
        EventLoop.create(LoopConfig.named("failing").poller(() -> new FailingPoller(failure)));
    Caller<Void> begun = new Caller<Void>(loop, () -> new LoopFuture<>(loop)).waiting();
    loop.stop();
    loop.runForever();
    Caller<Void> handedOver = new Caller<Void>(loop, () -> new LoopFuture<>(loop)).waiting();
    IllegalStateException reason = new IllegalStateException("the machine is gone");
    failure.set(reason);
    assertThatThrownBy(loop::runForever).isSameAs(reason);
    assertThat(begun.failure()).hasRootCause(reason);
    assertThat(handedOver.failure()).hasRootCause(reason);
    failure.set(null);
    loop.stop();
    loop.runForever(); // and the loop may be run again
    loop.close();
  }

  private static final class FailingPoller implements Poller {
    private final Poller real = SelectorPoller.open();
    private final AtomicReference<RuntimeException> failure;

    FailingPoller(AtomicReference<RuntimeException> failure) throws IOException {
      this.failure = failure;
    }

    @Override
    public int poll(long timeoutNanos, Consumer<SelectionKey> ready) throws IOException {
      throwIfSet();
      int keys = real.poll(timeoutNanos, ready);
      throwIfSet();
      return keys;
    }

    @Override
    public int pollNow(Consumer<SelectionKey> ready) throws IOException {
      throwIfSet();
      return real.pollNow(ready);
    }

    private void throwIfSet() {
      RuntimeException thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void wakeup() {
      real.wakeup();
    }

    @Override
    public SelectionKey register(
        java.nio.channels.SelectableChannel channel, int ops, Registration attachment)
        throws java.nio.channels.ClosedChannelException {
      return real.register(channel, ops, attachment);
    }

    @Override
    public java.util.Set<SelectionKey> keys() {
      throwIfSet();
      return real.keys();
    }

    @Override
    public void close() throws IOException {
      real.close();
      throwIfSet();
    }
  }

  @Test
  void aCallThatIsInterruptedBeforeItsWorkStartsNeverStartsIt() throws Exception {
    EventLoop loop = idle();
    List<String> ran = new CopyOnWriteArrayList<>();
    Caller<String> caller =
        new Caller<>(
                loop,
                () -> {
                  ran.add("started");
                  return done(loop, "too late");
                })
            .waiting();
    caller.thread.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    loop.close();
    assertThat(ran).isEmpty();
  }

  @Test
  void aCallWhoseWorkReturnsNoFutureOfItsLoopNamesTheMistake() {
    EventLoop loop = started();
    EventLoop other = idle();
    try (loop;
        other) {
      assertThat(new Caller<Void>(loop, () -> null).failure())
          .cause()
          .isInstanceOf(NullPointerException.class)
          .hasMessage("callAndWait: the work returned null; return a future");
      assertThat(new Caller<Void>(loop, () -> new LoopFuture<>(other)).failure())
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("callAndWait: the future belongs to another loop; call that one");
    }
  }

  @Test
  void twoThreadsMayCloseALoopAtOnce() throws Exception {
    for (int i = 0; i < 200; i++) {
      EventLoop loop = i % 2 == 0 ? idle() : started();
      CompletableFuture<Void> other = CompletableFuture.runAsync(loop::close);
      loop.close();
      assertThat(loop.isClosed()).isTrue();
      other.get();
    }
  }

  @Test
  void callsThatRaceWithACloseEnd() throws Exception {
    for (int i = 0; i < 300; i++) {
      EventLoop loop = i % 2 == 0 ? idle() : started();
      Caller<String> first = new Caller<>(loop, () -> done(loop, "first"));
      Caller<Void> second = new Caller<>(loop, () -> new LoopFuture<>(loop));
      if (i % 3 == 0) {
        Thread.yield();
      }
      loop.close();
      first.outcome.handle((result, failure) -> null).get();
      second.outcome.handle((result, failure) -> null).get();
    }
  }

  @Test
  void whatItsOwnerHandsOverWhileAnotherThreadClosesAnIdleLoopRunsOrIsRefused() throws Exception {
    for (int i = 0; i < 300; i++) {
      int[] ran = {0};
      int accepted = 0;
      EventLoop loop = idle();
      CompletableFuture<Void> close = CompletableFuture.runAsync(loop::close);
      try {
        while (true) {
          loop.callSoonThreadsafe(() -> ran[0]++);
          accepted++;
        }
      } catch (IllegalStateException closed) {
        close.get();
      }
      assertThat(ran[0]).isEqualTo(accepted);
    }
  }

  @Test
  void whatItsCreatorHandsOverWhileAnotherThreadBeginsToRunTheLoopRuns() throws Exception {
    for (int i = 0; i < 300; i++) {
      int[] ran = {0};
      EventLoop loop = idle();
      CompletableFuture<Void> run = CompletableFuture.runAsync(loop::runForever);
      for (int n = 0; n < 500; n++) {
        loop.callSoonThreadsafe(() -> ran[0]++);
      }
      loop.callSoonThreadsafe(loop::stop);
      run.get();
      assertThat(ran[0]).isEqualTo(500);
      loop.close();
    }
  }
}
