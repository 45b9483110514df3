package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RunInExecutorTest {
  private final Stage stage = new Stage();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    executor.shutdownNow();
    stage.closeWithoutReports();
  }

  @Test
  void theWorkRunsElsewhereAndItsResultComesBackToTheLoop() throws Exception {
    LoopFuture<Thread> worker = Async.runInExecutor(stage.loop(), executor, Thread::currentThread);
    List<Thread> notified = new ArrayList<>();
    worker.onDone(done -> notified.add(Thread.currentThread()));
    assertThat(stage.run(worker)).isNotSameAs(Thread.currentThread());
    assertThat(notified).containsExactly(Thread.currentThread());
  }

  @Test
  void aFailureOfTheWorkComesBack() {
    IOException failure = new IOException("on a worker");
    LoopFuture<Void> future =
        Async.runInExecutor(
            stage.loop(),
            executor,
            () -> {
              throw failure;
            });
    stage.settle(future);
    assertThat(future.failure()).isSameAs(failure);
  }

  @Test
  void workThatIsCancelledBeforeItStartsNeverDoes() {
    ArrayDeque<Runnable> queued = new ArrayDeque<>();
    LoopFuture<Boolean> future =
        Async.runInExecutor(stage.loop(), queued::add, () -> events.add("ran"));
    future.cancel();
    stage.turn();
    queued.remove().run();
    stage.turn();
    assertThat(events).isEmpty();
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void workThatRunsGoesOnWhenItIsCancelledAndItsResultIsDropped() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    LoopFuture<String> future =
        Async.runInExecutor(
            stage.loop(),
            executor,
            () -> {
              started.countDown();
              release.await();
              interrupted.complete(Thread.currentThread().isInterrupted());
              return "dropped";
            });
    started.await();
    future.cancel();
    stage.turn();
    release.countDown();
    assertThat(interrupted.get()).isFalse();
    LoopFuture<String> next = Async.runInExecutor(stage.loop(), executor, () -> "next");
    assertThat(stage.run(next)).isEqualTo("next");
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void aCancelThatComesWithTheResultWins() {
    ArrayDeque<Runnable> queued = new ArrayDeque<>();
    LoopFuture<String> future = Async.runInExecutor(stage.loop(), queued::add, () -> "too late");
    queued.remove().run();
    future.cancel();
    stage.turns(2);
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void aTaskThatWaitsForWorkMayBeCancelled() {
    ArrayDeque<Runnable> queued = new ArrayDeque<>();
    LoopFuture<Boolean> work =
        Async.runInExecutor(stage.loop(), queued::add, () -> events.add("ran"));
    Task<Boolean> waiting = stage.startNow(work);
    waiting.cancel();
    stage.settle(waiting);
    queued.remove().run();
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void workThatEndsAfterTheLoopDisturbsNobody() {
    ArrayDeque<Runnable> queued = new ArrayDeque<>();
    Stage shortLived = new Stage();
    LoopFuture<Boolean> future =
        Async.runInExecutor(shortLived.loop(), queued::add, () -> events.add("ran"));
    shortLived.close();
    queued.remove().run();
    assertThat(events).containsExactly("ran");
    assertThat(future.isDone()).isFalse();
  }

  @Test
  void anExecutorThatTakesNoMoreSaysSoAtOnce() {
    executor.shutdown();
    assertThatThrownBy(() -> Async.runInExecutor(stage.loop(), executor, () -> "never"))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
