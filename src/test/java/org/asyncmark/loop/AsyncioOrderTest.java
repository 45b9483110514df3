package org.asyncmark.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Holds the loop to what CPython's own asyncio did: {@code src/test/python/asyncio_order.py} does
 * the same and printed the lines that are expected here. A test is called as its scenario there.
 */
@Timeout(10)
class AsyncioOrderTest {
  private static final Path PRINTED =
      Path.of("src", "test", "resources", "golden", "asyncio-order-3.11.txt");

  private final Stage stage = new Stage();
  private final List<String> happened = new ArrayList<>();
  private String scenario = "";

  @BeforeEach
  void begin(TestInfo test) {
    scenario = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void hasHappenedAsInAsyncio() throws Exception {
    stage.closeWithoutReports();
    assertThat(Files.readAllLines(PRINTED, UTF_8))
        .contains(scenario + ": " + String.join(", ", happened));
  }

  @Test
  void callbacks() throws Exception {
    EventLoop loop = stage.loop();
    LoopFuture<Void> future = stage.future();
    future.onDone(done -> log("future"));
    stage.run(
        () -> {
          loop.callSoon(
              () -> {
                log("first");
                loop.callSoon(() -> log("added by first"));
                future.complete(null);
              });
          loop.callSoon(() -> log("cancelled")).cancel();
          loop.callSoon(() -> log("second"));
          loop.callLater(Duration.ofMillis(2), () -> log("later"));
          loop.callLater(Duration.ofMillis(1), () -> log("sooner"));
          return sleep(20);
        });
  }

  @Test
  void lock() throws Exception {
    LoopLock lock = new LoopLock();
    stage.run(lock.acquire());
    Task<Void> b = stage.start(taking(lock, "b"));
    Task<Void> c = stage.start(taking(lock, "c"));
    stage.run(
        sleep(1)
            .then(
                slept -> {
                  lock.release();
                  b.cancel();
                  return Async.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(b, c));
                }));
    log(lock.isLocked() ? "locked" : "free");
  }

  private Awaitable<Void> taking(LoopLock lock, String name) {
    return noting(name + " cancelled", lock.with(() -> logged(name + " has it")));
  }

  @Test
  void gather() throws Exception {
    LoopFuture<List<Void>> all =
        Async.gather(
            stage.loop(), List.of(work("a", 30, false), work("b", 10, true), work("c", 20, true)));
    stage.run(
        all.thenRun(() -> log("all done"))
            .except(IllegalArgumentException.class, e -> logged("failed by " + e.getMessage())));
    stage.run(sleep(50));
  }

  private Awaitable<Void> work(String name, int delayMillis, boolean fails) {
    return sleep(delayMillis)
        .thenRun(
            () -> {
              log(name);
              if (fails) {
                throw new IllegalArgumentException(name);
              }
            });
  }

  @Test
  void deadline() throws Exception {
    Awaitable<Void> work =
        sleep(10_000)
            .ensureAwaiting(
                () -> {
                  log("cleaning");
                  return sleep(10).thenRun(() -> log("clean"));
                });
    stage.run(
        Async.waitFor(work, Duration.ofMillis(10))
            .except(TimeoutException.class, e -> logged("timed out")));
  }

  @Test
  void getter() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo();
    Task<Void> first = stage.start(taking(queue, "first"));
    Task<Void> second = stage.start(taking(queue, "second"));
    stage.run(
        sleep(1)
            .then(
                slept -> {
                  queue.putNowait("item");
                  first.cancel();
                  return Async.waitUntil(ReturnWhen.ALL_COMPLETED, List.of(first, second));
                }));
    log("left " + queue.size());
  }

  private Awaitable<Void> taking(LoopQueue<String> queue, String name) {
    return noting(name + " cancelled", queue.get().then(item -> logged(name + " got " + item)));
  }

  @Test
  void shield() throws Exception {
    Task<Void> inner = stage.start(sleep(10).thenRun(() -> log("inner done")));
    LoopFuture<Void> outer = Async.shield(inner);
    stage.run(
        sleep(1)
            .then(
                slept -> {
                  outer.cancel();
                  return outer;
                })
            .except(CancellationException.class, e -> logged("outer cancelled")));
    stage.run(inner);
  }

  @Test
  void group() throws Exception {
    TaskGroup group = new TaskGroup();
    Awaitable<Void> body =
        group.run(
            () -> {
              group.start(noting("sibling cancelled", sleep(10_000)));
              group.start(
                  sleep(10)
                      .thenRun(
                          () -> {
                            throw new IllegalArgumentException("x");
                          }));
              return noting("body cancelled", sleep(10_000));
            });
    stage.run(
        body.except(TaskGroupException.class, e -> logged("group of " + e.failures().size())));
  }

  private void log(String what) {
    happened.add(what);
  }

  private Awaitable<Void> logged(String what) {
    log(what);
    return Awaitable.done();
  }

  /** Notes that a body was cancelled, and lets that pass. */
  private Awaitable<Void> noting(String what, Awaitable<Void> body) {
    return body.except(
        CancellationException.class,
        e -> {
          log(what);
          throw e;
        });
  }

  private static Awaitable<Void> sleep(int millis) {
    return Async.sleep(Duration.ofMillis(millis));
  }
}
