package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred thousand of one in another: more than the stack is deep. */
@org.junit.jupiter.api.Timeout(60)
class DeepChainTest {
  private static final int DEPTH = 100_000;

  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private final LoopFuture<Integer> innermost = new LoopFuture<>(loop);

  @AfterEach
  void close() {
    time.close();
    assertThat(time.reported()).isEmpty();
  }

  private enum Link {
    TASK(inner -> Task.start(inner.loop(), inner.map(x -> x + 1))),
    GATHER(inner -> first(Async.gather(inner.loop(), List.of(inner)))),
    SETTLED(inner -> settled(inner)),
    TASK_IN_A_TIMEOUT(
        inner ->
            Task.start(
                inner.loop(), Async.timeout(Duration.ofDays(1), () -> inner.map(x -> x + 1))));

    private final UnaryOperator<LoopFuture<Integer>> around;

    Link(UnaryOperator<LoopFuture<Integer>> around) {
      this.around = around;
    }

    private static LoopFuture<Integer> first(LoopFuture<List<Integer>> gather) {
      return Task.start(gather.loop(), gather.map(all -> all.get(0) + 1));
    }

    private static LoopFuture<Integer> settled(LoopFuture<Integer> inner) {
      return Task.start(
          inner.loop(),
          Async.gatherSettled(inner.loop(), List.of(inner)).map(all -> all.get(0).result() + 1));
    }
  }

  private LoopFuture<Integer> chain(Link link) {
    LoopFuture<Integer> outermost = innermost;
    for (int i = 0; i < DEPTH; i++) {
      outermost = link.around.apply(outermost);
    }
    time.runOneTurn(); // by now each waits for the next
    return outermost;
  }

  @ParameterizedTest
  @EnumSource
  void isCancelled(Link link) {
    LoopFuture<Integer> outermost = chain(link);
    assertThat(outermost.cancel("enough")).isTrue();
    assertThat(innermost.isCancelled()).isTrue();
    time.runFor(Duration.ofSeconds(1));
    assertThat(outermost.isCancelled()).isTrue();
    assertThat(outermost.thrown()).hasMessage("enough");
  }

  @ParameterizedTest
  @EnumSource
  void isCompleted(Link link) throws Exception {
    LoopFuture<Integer> outermost = chain(link);
    innermost.complete(0);
    assertThat(time.runUntilComplete(outermost)).isEqualTo(DEPTH);
  }

  @ParameterizedTest
  @EnumSource(names = {"TASK", "GATHER", "TASK_IN_A_TIMEOUT"})
  void fails(Link link) {
    LoopFuture<Integer> outermost = chain(link);
    IOException failure = new IOException("no");
    innermost.fail(failure);
    time.runFor(Duration.ofSeconds(1));
    assertThat(outermost.failure()).isSameAs(failure);
  }

  @Test
  void gathersInOneAnotherAreCancelled() {
    LoopFuture<?> outermost = innermost;
    for (int i = 0; i < DEPTH; i++) {
      outermost = gather(outermost);
    }
    assertThat(outermost.cancel()).isTrue();
    time.runFor(Duration.ofSeconds(1));
    assertThat(outermost.isDone()).isTrue();
    assertThat(outermost.cancel()).isFalse();
  }

  private LoopFuture<?> gather(LoopFuture<?> inner) {
    List<LoopFuture<?>> children = new ArrayList<>();
    children.add(inner);
    return Async.<Object>gather(loop, children);
  }

  @Test
  void tasksThatWaitForEachOtherInACircleMayBeCancelled() {
    for (int length : new int[] {2, 3, 5, 8, 100}) {
      List<Task<Void>> circle = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        int next = (i + 1) % length;
        circle.add(Task.start(loop, () -> circle.get(next)));
      }
      Task<Void> outside = Task.start(loop, () -> circle.get(length / 2));
      time.runOneTurn();
      assertThat(outside.cancel()).isTrue();
      assertThat(circle.get(0).cancel()).isTrue();
      assertThat(circle).allSatisfy(task -> assertThat(task.cancelling()).isPositive());
    }
  }

  @Test
  void aGatherThatWaitsForItselfThroughATaskMayBeCancelled() {
    List<LoopFuture<List<Object>>> gathers = new ArrayList<>();
    Task<Object> task = Task.start(loop, () -> gathers.get(0).map(x -> x));
    gathers.add(Async.gather(loop, List.of(task)));
    time.runOneTurn();
    assertThat(gathers.get(0).cancel()).isTrue();
    assertThat(task.cancel()).isTrue();
    assertThat(task.cancelling()).isPositive();
  }

  @Test
  void theMessageOfGroupsInOneAnotherNamesTheFirstFailureOnly() {
    IOException failure = new IOException("x".repeat(1_000));
    Task<Void> task = Task.start(loop, nested(2_000, failure));
    time.runFor(Duration.ofSeconds(1));
    Throwable each = task.failure();
    for (int i = 0; i < 2_000; i++) {
      assertThat(each)
          .isInstanceOf(TaskGroupException.class)
          .hasMessage(
              "1 failed in the task group, first: java.io.IOException: "
                  + "x".repeat(500 - "java.io.IOException: ".length())
                  + "...");
      each = each.getCause();
    }
    assertThat(each).isSameAs(failure);
  }

  private static Awaitable<Void> nested(int depth, Throwable failure) {
    if (depth == 0) {
      return Awaitable.call(
          () -> {
            throw (IOException) failure;
          });
    }
    TaskGroup group = new TaskGroup();
    return group.run(
        () -> {
          group.start(() -> nested(depth - 1, failure));
          return Awaitable.done();
        });
  }

  @Test
  void groupsInOneAnotherAreCancelled() {
    int depth = 10_000;
    LoopFuture<Void> begun = new LoopFuture<>(loop);
    Task<Void> task = Task.start(loop, waiting(depth, begun));
    begun.onDone(done -> task.cancel("enough"));
    time.runFor(Duration.ofSeconds(1));
    assertThat(task.isCancelled()).isTrue();
  }

  private Awaitable<Void> waiting(int depth, LoopFuture<Void> begun) {
    if (depth == 0) {
      return Awaitable.call(
          () -> {
            begun.complete(null);
            return new LoopFuture<>(loop);
          });
    }
    TaskGroup group = new TaskGroup();
    return group.run(
        () -> {
          group.start(() -> waiting(depth - 1, begun));
          return Awaitable.done();
        });
  }
}
