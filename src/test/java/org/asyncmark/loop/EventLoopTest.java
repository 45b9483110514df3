package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(10)
class EventLoopTest {
  private final BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
  private final EventLoop loop =
      EventLoop.start(LoopConfig.named("loop-test").exceptionHandler(reported::add));

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void callbacksRunInTheOrderInWhichTheyWereAdded() throws Exception {
    List<Integer> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          for (int i = 0; i < 5; i++) {
            int index = i;
            loop.callSoon(() -> order.add(index));
          }
          loop.callSoon(() -> done.complete(null));
          return done;
        });
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aCallbackAddedByACallbackRunsInTheNextTurn() throws Exception {
    List<String> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          loop.callSoon(
              () -> {
                order.add("first");
                loop.callSoon(
                    () -> {
                      order.add("added by the first");
                      done.complete(null);
                    });
              });
          loop.callSoon(() -> order.add("second"));
          return done;
        });
    assertThat(order).containsExactly("first", "second", "added by the first");
  }

  @Test
  void aCancelledCallbackNeverRuns() throws Exception {
    List<String> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          loop.callSoon(() -> order.add("cancelled")).cancel();
          loop.callLater(Duration.ZERO, () -> order.add("cancelled timer")).cancel();
          loop.callLater(Duration.ofMillis(1), () -> done.complete(null));
          return done;
        });
    assertThat(order).isEmpty();
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() throws Exception {
    List<Integer> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          long now = loop.timeNanos();
          loop.callAt(now + 3_000_000, () -> done.complete(null));
          loop.callAt(now + 2_000_000, () -> order.add(2));
          loop.callAt(now + 1_000_000, () -> order.add(1));
          return done;
        });
    assertThat(order).containsExactly(1, 2);
  }

  @Test
  void timersOfTheSameTimeRunInTheOrderInWhichTheyWereSet() throws Exception {
    List<Integer> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          long when = loop.timeNanos() + 1_000_000;
          for (int i = 0; i < 20; i++) {
            int index = i;
            loop.callAt(when, () -> order.add(index));
          }
          loop.callAt(when, () -> done.complete(null));
          return done;
        });
    assertThat(order).isSorted().hasSize(20);
  }

  @Test
  void aTimerIsNeverEarly() throws Exception {
    long late =
        onLoop(
            () -> {
              LoopFuture<Long> lateNanos = new LoopFuture<>(loop);
              long when = loop.timeNanos() + 1_500_000;
              loop.callAt(when, () -> lateNanos.complete(loop.timeNanos() - when));
              return lateNanos;
            });
    assertThat(late).isNotNegative();
  }

  @Test
  void aNegativeDelayMeansTheNextTurn() throws Exception {
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          loop.callLater(Duration.ofSeconds(-5), () -> done.complete(null));
          return done;
        });
  }

  @Test
  void aDelayOfManyYearsDoesNotOverflow() throws Exception {
    List<String> order = new ArrayList<>();
    onLoop(
        () -> {
          LoopFuture<Void> done = new LoopFuture<>(loop);
          loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> order.add("too early"));
          loop.callLater(Duration.ofMillis(2), () -> done.complete(null));
          return done;
        });
    assertThat(order).isEmpty();
  }

  @Test
  void anExceptionInACallbackIsReportedAndTheLoopGoesOn() throws Exception {
    RuntimeException failure = new RuntimeException("a callback failed");
    loop.callSoonThreadsafe(
        () -> {
          throw failure;
        });
    assertThat(reported.take()).isSameAs(failure);
    assertThat(onLoop(() -> done("alive"))).isEqualTo("alive");
  }

  @Test
  void anExceptionHandlerThatThrowsDoesNotEndTheLoop() throws Exception {
    try (EventLoop careless =
        EventLoop.start(
            LoopConfig.named("loop-careless")
                .exceptionHandler(
                    failure -> {
                      throw new IllegalStateException("the handler failed");
                    }))) {
      careless.callSoonThreadsafe(
          () -> {
            throw new RuntimeException("a callback failed");
          });
      assertThat(careless.callAndWait(() -> done(careless, "alive"))).isEqualTo("alive");
    }
  }

  @Test
  void anInterruptOfItsThreadIsReportedAndTheLoopGoesOn() throws Exception {
    Thread thread = onLoop(() -> done(Thread.currentThread()));
    thread.interrupt();
    assertThat(reported.take())
        .isInstanceOf(InterruptedException.class)
        .hasMessage("the event loop's thread was interrupted; the loop goes on");
    assertThat(onLoop(() -> done("alive"))).isEqualTo("alive");
  }

  @Test
  void workFromManyThreadsIsNeverLost() throws Exception {
    int threads = 4;
    int each = 50_000;
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(threads * each);
    List<Thread> submitters = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread submitter =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  loop.callSoonThreadsafe(
                      () -> {
                        ran.incrementAndGet();
                        all.countDown();
                      });
                  if (i % 100 == 0) {
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
    assertThat(ran).hasValue(threads * each);
  }

  @Test
  void aReadyChannelCallsItsHandlerOnTheLoopsThread() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      pipe.source().configureBlocking(false);
      CompletableFuture<String> read = new CompletableFuture<>();
      onLoop(
          () -> {
            register(pipe.source(), read);
            return done(null);
          });
      sink.write(ByteBuffer.wrap(new byte[] {42}));
      assertThat(read.get()).isEqualTo("42 on loop-test");
    }
  }

  @Test
  void closeClosesRegisteredChannels() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink()) {
      assertThat(sink.isOpen()).isTrue();
      pipe.source().configureBlocking(false);
      onLoop(
          () -> {
            register(pipe.source(), new CompletableFuture<>());
            return done(null);
          });
      loop.close();
      assertThat(pipe.source().isOpen()).isFalse();
    }
  }

  @Test
  void closeRunsWhatWasHandedOverBefore() throws Exception {
    for (int i = 0; i < 200; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      EventLoop shortLived = EventLoop.start("loop-short");
      shortLived.callSoonThreadsafe(ran::countDown);
      shortLived.close();
      assertThat(ran.getCount()).isZero();
    }
  }

  @Test
  void aClosedLoopRefusesWork() {
    loop.close();
    loop.close();
    assertThatThrownBy(() -> loop.callSoonThreadsafe(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the event loop loop-test is closed");
  }

  @Test
  void whoWaitsForAClosedLoopIsTold() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                loop.callAndWait(
                    () -> {
                      started.countDown();
                      return new LoopFuture<>(loop);
                    });
              } catch (ExecutionException | InterruptedException e) {
                thrown.complete(e);
              }
            });
    waiting.start();
    started.await();
    loop.close();
    assertThat(thrown.get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("the event loop was closed before the result came");
  }

  @Test
  void callSoonOnAnotherThreadNamesTheMistake() {
    assertThatThrownBy(() -> loop.callSoon(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "callSoon belongs to the thread loop-test, called on "
                + Thread.currentThread().getName()
                + "; use callSoonThreadsafe");
  }

  @Test
  void theThreadOfAnotherLoopIsAsForeignAsAny() {
    List<Runnable> uses =
        List.of(
            () -> loop.callSoon(() -> {}),
            () -> loop.callLater(Duration.ofSeconds(60), () -> {}),
            () -> loop.callAt(loop.timeNanos(), () -> {}));
    List<String> methods = List.of("callSoon", "callAt", "callAt");
    try (EventLoop other = EventLoop.start("loop-other")) {
      for (int i = 0; i < uses.size(); i++) {
        Runnable use = uses.get(i);
        assertThatThrownBy(
                () ->
                    other.callAndWait(
                        () -> {
                          use.run();
                          return done(other, null);
                        }))
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                methods.get(i)
                    + " belongs to the thread loop-test, called on loop-other;"
                    + " use callSoonThreadsafe");
      }
    }
  }

  @Test
  void waitingForTheLoopOnItsOwnThreadNamesTheMistake() {
    assertThatThrownBy(
            () ->
                onLoop(
                    () -> {
                      try {
                        return done(loop.callAndWait(() -> done("never")));
                      } catch (ExecutionException | InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }))
        .hasRootCauseMessage(
            "callAndWait on the loop's own thread would wait for itself; use the future's onDone");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closeGivesEveryDescriptorBack() throws Exception {
    EventLoop.start("loop-warm-up").close();
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      EventLoop.start("loop-" + i).close();
    }
    assertThat(descriptors()).isLessThanOrEqualTo(before);
  }

  private void register(Pipe.SourceChannel source, CompletableFuture<String> read) {
    ByteBuffer buffer = ByteBuffer.allocate(1);
    try {
      loop.register(
          source,
          SelectionKey.OP_READ,
          () -> {
            try {
              source.read(buffer);
              read.complete(buffer.get(0) + " on " + Thread.currentThread().getName());
              source.close();
            } catch (java.io.IOException e) {
              read.completeExceptionally(e);
            }
          });
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long descriptors() throws java.io.IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private <T> T onLoop(Supplier<LoopFuture<T>> work)
      throws ExecutionException, InterruptedException {
    return loop.callAndWait(work);
  }

  private <T> LoopFuture<T> done(T value) {
    return done(loop, value);
  }

  private static <T> LoopFuture<T> done(EventLoop loop, T value) {
    LoopFuture<T> future = new LoopFuture<>(loop);
    future.complete(value);
    return future;
  }
}
