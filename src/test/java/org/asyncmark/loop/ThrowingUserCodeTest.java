package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code of the user that throws where nobody expects it: no callback is lost, no task hangs. */
@org.junit.jupiter.api.Timeout(10)
class ThrowingUserCodeTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();

  @AfterEach
  void close() {
    time.close();
  }

  /** A callback whose name cannot be had. */
  private final class Nameless implements Runnable {
    private final Throwable thrown;

    Nameless(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public void run() {
      events.add("ran");
    }

    @Override
    public String toString() {
      return ThrowingUserCodeTest.<String, RuntimeException>sneak(thrown);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it never returns
  private static <T, X extends Throwable> T sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  /** A failure whose text cannot be had. */
  private static final class Speechless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("OverrideThrowableToString") // which is what is read
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  private static final String SPEECHLESS =
      Speechless.class.getName() + ", whose toString threw java.lang.IllegalStateException";

  @Test
  void aCallbackWhoseToStringThrowsRunsInDebugMode() {
    try (VirtualTimeLoop debug =
        VirtualTimeLoop.open(
            config -> config.debug(true).slowCallback(Duration.ZERO).log(log::add))) {
      for (Throwable thrown :
          List.of(new IllegalStateException(), new StackOverflowError(), new Throwable())) {
        Nameless callback = new Nameless(thrown);
        debug.loop().callSoon(callback);
        debug.loop().callSoonThreadsafe(callback);
        debug.loop().callLater(Duration.ZERO, callback);
        LoopFuture<Object> future = new LoopFuture<>(debug.loop());
        future.onDone(done -> events.add("ran"));
        future.complete(callback);
        debug.runOneTurn();
        assertThat(events).hasSize(4).containsOnly("ran");
        events.clear();
      }
      assertThat(debug.reported()).isEmpty();
    }
    assertThat(log.get(0))
        .matches(
            "Executing <Handle .*Nameless, whose toString threw java.lang.IllegalStateException"
                + " created at ThrowingUserCodeTest\\.java:\\d+> took 0\\.000 seconds");
  }

  @Test
  void aLogThatThrowsInDebugModeIsReportedAndHidesNoFailureOfTheCallback() {
    IllegalStateException ofTheCallback = new IllegalStateException("the callback");
    List<Throwable> reported = new ArrayList<>();
    try (VirtualTimeLoop debug =
        VirtualTimeLoop.open(
            config ->
                config
                    .debug(true)
                    .slowCallback(Duration.ZERO)
                    .exceptionHandler(reported::add)
                    .log(
                        line -> {
                          throw new IllegalStateException("the log");
                        }))) {
      debug
          .loop()
          .callSoon(
              () -> {
                throw ofTheCallback;
              });
      debug.loop().callSoon(() -> events.add("alive"));
      debug.runOneTurn();
    }
    assertThat(reported).containsExactly(ofTheCallback);
    assertThat(events).containsExactly("alive");
  }

  @Test
  void aHandlerAndALogThatBothThrowEndNoLoop() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException(), new StackOverflowError(), new Throwable())) {
      try (EventLoop own =
          EventLoop.start(
              LoopConfig.named("careless")
                  .exceptionHandler(failure -> sneak(thrown))
                  .log(line -> sneak(thrown)))) {
        own.callSoonThreadsafe(() -> sneak(thrown));
        own.callSoonThreadsafe(() -> sneak(new Speechless()));
        assertThat(own.callAndWait(() -> Task.start(own, Awaitable.of("alive"))))
            .isEqualTo("alive");
      }
    }
  }

  @Test
  void aHandlerThatThrowsOnAFailureWithoutATextIsLogged() {
    try (VirtualTimeLoop careless =
        VirtualTimeLoop.open(
            config ->
                config
                    .log(log::add)
                    .exceptionHandler(
                        failure -> {
                          throw new IllegalStateException(failure.toString());
                        }))) {
      careless.loop().callSoon(() -> sneak(new Speechless()));
      careless.runOneTurn();
    }
    assertThat(log)
        .containsExactly(
            "the exception handler of virtual-time failed with java.lang.IllegalStateException:"
                + " no text on "
                + SPEECHLESS);
  }

  @Test
  void aFailureWithoutATextIsTheCauseOfWhatIsThrown() {
    Speechless failure = new Speechless();
    Task<Void> task = Task.start(loop, () -> sneak(failure));
    assertThatThrownBy(() -> time.runUntilComplete(task))
        .isInstanceOf(ExecutionException.class)
        .hasMessage(SPEECHLESS)
        .cause()
        .isSameAs(failure);
    assertThat(task).hasToString("Task[failed: " + SPEECHLESS + "]");
    TaskGroup group = new TaskGroup();
    Task<Void> ofAGroup = Task.start(loop, group.run(() -> sneak(failure)));
    time.runFor(Duration.ofSeconds(1));
    assertThat(ofAGroup.failure())
        .isInstanceOf(TaskGroupException.class)
        .hasMessage("1 failed in the task group, first: " + SPEECHLESS);
  }

  @Test
  void aCallbackThatThrowsHoldsUpNoOtherCallbackOfItsFuture() {
    LoopFuture<String> future = new LoopFuture<>(loop);
    Task<String> task = Task.start(loop, future.map(x -> x));
    time.runOneTurn();
    List<Throwable> thrown = List.of(new AssertionError(), new Throwable(), new Speechless());
    thrown.forEach(each -> future.onDone(done -> sneak(each)));
    future.onDone(done -> events.add("called"));
    future.complete("done");
    time.runFor(Duration.ofSeconds(1));
    assertThat(time.reported()).containsExactlyElementsOf(thrown);
    assertThat(events).containsExactly("called");
    assertThat(task.value()).isEqualTo("done");
  }

  @Test
  void whateverABodyThrowsIsWhatItsTaskFailsWith() {
    for (Throwable thrown :
        List.of(new StackOverflowError(), new Throwable("bare"), new Exception("checked"))) {
      LoopLock lock = new LoopLock();
      List<Awaitable<Void>> bodies =
          List.of(
              Awaitable.call(() -> sneak(thrown)),
              Awaitable.done().then(x -> sneak(thrown)),
              Async.sleep(Duration.ZERO).map(x -> sneak(thrown)),
              lock.with(() -> sneak(thrown)),
              Async.timeout(Duration.ofSeconds(1), () -> sneak(thrown)),
              Awaitable.<Void>call(() -> sneak(thrown))
                  .ensureAwaiting(() -> Async.sleep(Duration.ZERO)),
              Awaitable.<Void>call(() -> sneak(new Exception())).ensure(() -> sneak(thrown)),
              Awaitable.<Void>call(() -> sneak(new Exception()))
                  .except(Exception.class, x -> sneak(thrown)));
      for (Awaitable<Void> body : bodies) {
        Task<Void> task = Task.start(loop, body);
        time.runFor(Duration.ofMillis(1));
        assertThat(task.failure()).isSameAs(thrown);
        assertThat(lock.isLocked()).isFalse();
      }
    }
  }

  @Test
  void aPredicateThatThrowsFailsItsTaskAndGivesTheLockBack() {
    LoopCondition condition = new LoopCondition();
    int[] asked = {0};
    Task<Void> waiting =
        Task.start(
            loop,
            condition.with(
                () ->
                    condition.awaitUntil(
                        () -> {
                          if (asked[0]++ > 0) {
                            throw new IllegalStateException("asked again");
                          }
                          return false;
                        })));
    time.runOneTurn();
    Task<Void> signalling =
        Task.start(
            loop,
            condition.with(
                () -> {
                  condition.signal();
                  return Awaitable.done();
                }));
    time.runFor(Duration.ofSeconds(1));
    assertThat(signalling.isDone()).isTrue();
    assertThat(waiting.failure()).hasMessage("asked again");
    assertThat(condition.isLocked()).isFalse();
  }

  @Test
  void callAndWaitPassesOnWhateverItsWorkThrows() {
    try (EventLoop own = EventLoop.start("own")) {
      for (Throwable thrown :
          List.of(new Exception("checked"), new Throwable("bare"), new Speechless())) {
        assertThatThrownBy(() -> own.callAndWait(() -> sneak(thrown)))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(thrown);
      }
    }
  }

  @Test
  void workThatItsExecutorCancelsCancelsItsFuture() {
    ArrayDeque<Runnable> queued = new ArrayDeque<>();
    LoopFuture<String> future = Async.runInExecutor(loop, queued::add, () -> "never");
    Task<String> task = Task.start(loop, future.map(x -> x));
    time.runOneTurn();
    ((Future<?>) queued.remove()).cancel(true);
    time.runFor(Duration.ofSeconds(1));
    assertThat(task.isCancelled()).isTrue();
    assertThatThrownBy(future::result)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the executor cancelled the work");
  }

  @Test
  void workThatIsCancelledOnAnotherThreadWhileItRunsCancelsItsFuture() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 100; i++) {
        List<Runnable> given = new ArrayList<>();
        LoopFuture<String> future =
            Async.runInExecutor(
                loop,
                work -> {
                  given.add(work);
                  executor.execute(work);
                },
                () -> "done");
        executor.execute(() -> ((Future<?>) given.get(0)).cancel(false));
        LoopFuture<Void> end = new LoopFuture<>(loop);
        future.onDone(done -> end.complete(null));
        time.runUntilComplete(end);
        assertThat(future.isCancelled() || "done".equals(future.value())).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void workThatAnExecutorReturnsUnstartedMayBeCancelled() throws Exception {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    LoopFuture<Void> begun = new LoopFuture<>(loop);
    Async.runInExecutor(
        loop,
        executor,
        () -> {
          loop.callSoonThreadsafe(() -> begun.complete(null));
          new CountDownLatch(1).await(); // until the executor interrupts it
          return "interrupted";
        });
    LoopFuture<String> waiting = Async.runInExecutor(loop, executor, () -> "never");
    time.runUntilComplete(begun);
    executor.shutdownNow().forEach(work -> ((Future<?>) work).cancel(false));
    time.runFor(Duration.ofSeconds(1));
    assertThat(waiting.isCancelled()).isTrue();
    assertThatThrownBy(() -> Async.runInExecutor(loop, executor, () -> "never"))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anExecutorThatDropsWorkLeavesAFutureThatMayTimeOut() {
    LoopFuture<String> dropped = Async.runInExecutor(loop, work -> {}, () -> "never");
    Task<String> task = Task.start(loop, Async.waitFor(dropped, Duration.ofSeconds(1)));
    time.runFor(Duration.ofSeconds(2));
    assertThat(task.failure()).hasMessage("not done within 1.0 s");
    assertThat(dropped.isCancelled()).isTrue();
  }
}
