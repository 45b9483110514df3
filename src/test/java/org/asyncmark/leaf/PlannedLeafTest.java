package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.asyncmark.backend.Backend;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class PlannedLeafTest {
  /** Leaf 0 does not wait, leaf 1 waits, leaf 2 fails. */
  private static final LeafPlan PLAN =
      new LeafPlan() {
        @Override
        public Duration delay(int index) {
          return index == 1 ? Duration.ofMillis(5) : Duration.ZERO;
        }

        @Override
        public boolean fails(int index) {
          return index == 2;
        }
      };

  private final LeafTimes times = new LeafTimes("test", 3);

  static Stream<Arguments> leavesOfModels() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(LeafKind.TIMER, LeafKind.HTTP).map(kind -> Arguments.of(model, kind)));
  }

  @ParameterizedTest
  @MethodSource("leavesOfModels")
  void eachCallGoesByThePlan(Model model, LeafKind kind) throws Exception {
    try (Backend backend = Backend.start(0);
        Stage stage = new Stage(model, times, 2).with(leaf(kind, backend.port()))) {
      Call leaf = open(stage);
      assertThat(leaf.call(0)).isZero();
      assertThat(times.ran(0)).isTrue();
      long started = System.nanoTime();
      assertThat(leaf.call(1)).isEqualTo(1);
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(5_000_000);
      assertThatThrownBy(() -> leaf.call(2))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessage(
              kind == LeafKind.TIMER
                  ? "leaf 2 fails by plan"
                  : "request 2: want status 200, got 503");
      assertThat(times.ran(2)).isFalse();
      assertThat(leaf.call(0)).as("after a failure").isZero();
    }
  }

  @Test
  void aCpuLeafHasNoPlan() {
    LeafSpec cpu = new LeafSpec(LeafKind.CPU, 10, 0, 0, 1, 0);
    assertThatThrownBy(() -> cpu.planned(PLAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cpu leaf does not wait: plan timer or http leaves");
  }

  @Test
  void aFutureThatIsCancelledTakesItsTimerWithIt() throws Exception {
    LinkedBlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    FutureLeaf leaf = leaf(LeafKind.TIMER, 0).future(times, handedOver::add);
    CompletableFuture<Long> cancelled = leaf.call(1);
    cancelled.cancel(true);
    CompletableFuture<Long> second = leaf.call(1); // whose timer is due later
    handedOver.take().run();
    assertThat(second.get()).isEqualTo(1);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void aRequestOfAFutureThatIsCancelledGivesItsConnectionBack() throws Exception {
    LeafPlan slowFirst = index -> index == 0 ? Duration.ofSeconds(50) : Duration.ZERO;
    try (Backend backend = Backend.start(0);
        FutureLeaf leaf =
            new LeafSpec(LeafKind.HTTP, 0, 0, 64, 1, backend.port())
                .planned(slowFirst)
                .future(times, Runnable::run)) {
      leaf.call(0).cancel(true);
      leaf.givenBack().get();
      assertThat(leaf.call(1).get()).isEqualTo(1);
    }
  }

  @Test
  void aTimerOfALoopMayBeCancelledInTheTurnInWhichItIsDue() throws Exception {
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    LoopConfig config = LoopConfig.named("test-loop").exceptionHandler(thrown::add);
    try (EventLoop loop = EventLoop.start(config)) {
      LoopLeaf leaf = leaf(LeafKind.TIMER, 0).loop(times, loop);
      LoopFuture<Long> cancelled =
          onLoop(
              loop,
              () -> {
                LoopFuture<?>[] due = new LoopFuture<?>[1];
                loop.callLater(PLAN.delay(1), () -> due[0].cancel());
                LoopFuture<Long> future = leaf.call(1);
                due[0] = future;
                long end = System.nanoTime() + Duration.ofMillis(10).toNanos();
                while (System.nanoTime() < end) {
                  Thread.onSpinWait(); // until both are due
                }
                return future;
              });
      assertThat(cancelled.isCancelled()).isTrue();
      assertThat(times.ran(1)).isFalse();
    }
    assertThat(thrown).isEmpty();
  }

  /** Returns what was made on the loop, once what is due there then has run. */
  private static LoopFuture<Long> onLoop(EventLoop loop, Made made) throws Exception {
    CompletableFuture<LoopFuture<Long>> result = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        () -> {
          LoopFuture<Long> future = made.make();
          future.onDone(done -> result.complete(future));
        });
    return result.get();
  }

  private interface Made {
    LoopFuture<Long> make();
  }

  private static Leaves leaf(LeafKind kind, int port) {
    return new LeafSpec(kind, 0, 0, 64, 2, port).planned(PLAN);
  }

  private interface Call {
    long call(int index) throws Exception;
  }

  private static Call open(Stage stage) {
    switch (stage.model()) {
      case PLATFORM, VIRTUAL -> {
        BlockingLeaf leaf = stage.blockingLeaf();
        return index -> stage.tasks().submit(() -> leaf.call(index)).get();
      }
      case FUTURE -> {
        FutureLeaf leaf = stage.futureLeaf();
        return index -> leaf.call(index).get();
      }
      case LOOP -> {
        LoopLeaf leaf = stage.loopLeaf();
        return index -> stage.loop().callAndWait(() -> leaf.call(index));
      }
      case ASYNCIO -> throw Model.notInJava();
    }
    throw new AssertionError(stage.model());
  }
}
