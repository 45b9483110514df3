package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TaskGroupTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Stage stage = new Stage();
  private final TaskGroup group = new TaskGroup();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void itEndsWhenItsTasksHaveEnded() throws Exception {
    List<Task<Integer>> tasks = new ArrayList<>();
    stage.run(
        group.run(
            () -> {
              tasks.add(group.start(sleep(100).map(slept -> 42)));
              tasks.add(group.start(sleep(200).map(slept -> 11)));
              return Awaitable.done();
            }));
    assertThat(tasks).extracting(LoopFuture::value).containsExactly(42, 11);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void itsResultIsThatOfTheBody() throws Exception {
    String result =
        stage.run(
            group.run(
                () -> {
                  group.start(sleep(100));
                  return Awaitable.of("body");
                }));
    assertThat(result).isEqualTo("body");
  }

  @Test
  void tasksMayBeStartedWhileOthersRun() throws Exception {
    List<Task<Integer>> tasks = new ArrayList<>();
    stage.run(
        group.run(
            () -> {
              tasks.add(group.start(sleep(100).map(slept -> 42)));
              return sleep(150).thenRun(() -> tasks.add(group.start(sleep(200).map(slept -> 11))));
            }));
    assertThat(tasks).extracting(LoopFuture::value).containsExactly(42, 11);
  }

  @Test
  void aTaskThatIsCancelledDisturbsNobody() throws Exception {
    List<Task<Integer>> tasks = new ArrayList<>();
    stage.run(
        group.run(
            () -> {
              tasks.add(group.start(sleep(1000).map(slept -> 42)));
              return sleep(150)
                  .thenRun(
                      () -> {
                        tasks.get(0).cancel();
                        tasks.add(group.start(sleep(200).map(slept -> 11)));
                      });
            }));
    assertThat(tasks.get(0).isCancelled()).isTrue();
    assertThat(tasks.get(1).value()).isEqualTo(11);
  }

  @Test
  void aFailureCancelsTheOthersAndTheBody() {
    List<Task<Void>> tasks = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group
                .run(
                    () -> {
                      tasks.add(group.start(failAfter(100, "first")));
                      tasks.add(group.start(note("task", sleep(1000))));
                      return note("body", Async.sleep(LONG));
                    })
                .thenRun(() -> events.add("went on")));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("first");
    assertThat(events).containsExactly("task cancelled", "body cancelled");
    assertThat(tasks.get(1).isCancelled()).isTrue();
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void allFailuresOfATurnAreInTheGroup() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  for (int i = 0; i < 3; i++) {
                    group.start(failAfter(100, "failure " + i));
                  }
                  group.start(note("task", Async.sleep(LONG)));
                  return note("body", Async.sleep(LONG));
                }));
    assertThat(failures(runner))
        .extracting(Throwable::getMessage)
        .containsExactly("failure 0", "failure 1", "failure 2");
    assertThat(events).containsExactlyInAnyOrder("task cancelled", "body cancelled");
    assertThat(runner.failure())
        .hasMessage(
            "3 failed in the task group, first: java.lang.IllegalArgumentException: failure 0")
        .hasRootCauseMessage("failure 0");
    assertThat(runner.failure().getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("failure 1", "failure 2");
  }

  @Test
  void cancellingWhileItWaitsForItsTasksCancelsThemAndPasses() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    group.start(note("task", Async.sleep(LONG)));
                  }
                  return Awaitable.done();
                }));
    stage.pass(Duration.ofMillis(100));
    assertThat(runner.isDone()).isFalse();
    runner.cancel("why");
    stage.settle(runner);
    assertThatThrownBy(runner::result).isInstanceOf(CancelledException.class).hasMessage("why");
    assertThat(events).hasSize(5).containsOnly("task cancelled");
  }

  @Test
  void cancellingTheBodyCancelsTheTasksAndPasses() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    group.start(note("task", Async.sleep(LONG)));
                  }
                  return note("body", Async.sleep(LONG));
                }));
    stage.pass(Duration.ofMillis(100));
    runner.cancel("why");
    stage.settle(runner);
    assertThatThrownBy(runner::result).isInstanceOf(CancelledException.class).hasMessage("why");
    assertThat(events).hasSize(6).startsWith("body cancelled");
  }

  @Test
  void cancellingBeforeATaskFailsInTheSameTurnPasses() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(failAfter(100, "task"));
                  return Async.sleep(LONG);
                }));
    stage.loop().callLater(Duration.ofMillis(100), () -> runner.cancel("why"));
    stage.settle(runner);
    assertThatThrownBy(runner::result).isInstanceOf(CancelledException.class).hasMessage("why");
  }

  @Test
  void cancellingAfterATaskFailedInTheSameTurnFailsWithWhatFailed() {
    List<Task<?>> runners = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  Task<Void> failing = group.start(failAfter(100, "task"));
                  failing.onDone(done -> runners.get(0).cancel());
                  return Async.sleep(LONG);
                }));
    runners.add(runner);
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("task");
    assertThat(runner.cancelling()).isEqualTo(1);
  }

  @Test
  void aFailureOfTheBodyCancelsTheTasks() {
    List<Task<Void>> tasks = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  tasks.add(group.start(sleep(1000)));
                  tasks.add(group.start(sleep(2000)));
                  return failAfter(100, "body");
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("body");
    assertThat(tasks).allMatch(LoopFuture::isCancelled);
  }

  @Test
  void aBodyThatFailsAtOnceKeepsItsTasksFromRunning() {
    List<Task<Void>> tasks = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  tasks.add(group.start(() -> Awaitable.done().thenRun(() -> events.add("ran"))));
                  throw new IllegalArgumentException("body");
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("body");
    assertThat(tasks).allMatch(LoopFuture::isCancelled);
    assertThat(events).isEmpty();
  }

  @Test
  void cancellingEndsNestedGroups() {
    TaskGroup inner = new TaskGroup();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(note("outer task", Async.sleep(LONG)));
                  return inner.run(
                      () -> {
                        inner.start(note("inner task", Async.sleep(LONG)));
                        return note("body", Async.sleep(LONG));
                      });
                }));
    stage.pass(Duration.ofMillis(100));
    runner.cancel();
    stage.settle(runner);
    assertThat(runner.isCancelled()).isTrue();
    assertThat(events)
        .containsExactly("body cancelled", "inner task cancelled", "outer task cancelled");
  }

  @Test
  void aFailureInTheOuterGroupEndsTheInnerOne() {
    TaskGroup inner = new TaskGroup();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(failAfter(100, "outer"));
                  return inner.run(
                      () -> {
                        inner.start(failAfter(10_000, "inner"));
                        return Awaitable.done();
                      });
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("outer");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aFailureInTheInnerGroupIsNestedInTheOuterOne() {
    TaskGroup inner = new TaskGroup();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(failAfter(10_000, "outer"));
                  return inner.run(
                      () -> {
                        inner.start(failAfter(100, "inner"));
                        return Awaitable.done();
                      });
                }));
    assertThat(failures(runner))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.type(TaskGroupException.class))
        .satisfies(
            nested ->
                assertThat(nested.failures())
                    .extracting(Throwable::getMessage)
                    .containsExactly("inner"));
  }

  @Test
  void aFailureDuringTheCleanUpOfACancelledBodyWins() {
    Task<Void> runner = stage.start(slowToCancel());
    stage.pass(Duration.ofMillis(100));
    assertThat(runner.isDone()).isFalse();
    runner.cancel();
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("crash");
  }

  @Test
  void aFailureDuringTheCleanUpWinsInATaskThatIsWaitedFor() {
    Task<Void> runner = stage.start(() -> stage.start(slowToCancel()));
    stage.pass(Duration.ofMillis(100));
    runner.cancel();
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("crash");
  }

  @Test
  void aGroupWithoutTasksIsCancelledLikeItsBody() {
    Task<Void> runner = stage.startNow(group.run(() -> note("body", Async.sleep(LONG))));
    runner.cancel();
    stage.settle(runner);
    assertThat(runner.isCancelled()).isTrue();
    assertThat(events).containsExactly("body cancelled");
  }

  @Test
  void aBodyThatFailsWhenItIsCancelledFailsTheGroup() {
    Task<Void> runner =
        stage.startNow(group.run(() -> Async.sleep(LONG).ensure(() -> fail("clean-up"))));
    runner.cancel();
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("clean-up");
  }

  @Test
  void aBodyThatFailsWhenATaskHasFailedIsInTheGroupToo() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(failAfter(100, "task"));
                  return Async.sleep(LONG).ensure(() -> fail("body"));
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("task", "body");
    assertThat(runner.cancelling()).isZero();
  }

  @Test
  void anErrorIsAFailureLikeAnyOther() {
    AssertionError error = new AssertionError("an Error");
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(
                      sleep(100)
                          .then(
                              slept -> {
                                throw error;
                              }));
                  return Async.sleep(LONG).ensure(() -> fail("body"));
                }));
    assertThat(failures(runner)).hasSize(2).startsWith(error);
  }

  @Test
  void endedTasksAreForgotten() throws Exception {
    int[] sizes = new int[2];
    stage.run(
        group.run(
            () ->
                startEvery100Millis(10)
                    .then(
                        started -> {
                          sizes[0] = group.size();
                          return sleep(1350);
                        })
                    .thenRun(() -> sizes[1] = group.size())));
    assertThat(sizes[0]).isBetween(1, 4);
    assertThat(sizes[1]).isZero();
  }

  @Test
  void aTaskOfTheGroupMayStartOthers() throws Exception {
    stage.run(
        group.run(
            () -> {
              group.start(
                  sleep(100)
                      .thenRun(
                          () -> {
                            group.start(sleep(100).thenRun(() -> events.add("one")));
                            group.start(sleep(200).thenRun(() -> events.add("two")));
                          }));
              return Awaitable.done();
            }));
    assertThat(events).containsExactly("one", "two");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aFailureEndsTasksThatKeepStartingOthers() {
    int[] heads = {0};
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(hydra(heads));
                  group.start(hercules(heads));
                  return Awaitable.done();
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("enough");
    assertThat(heads[0]).isGreaterThanOrEqualTo(10);
  }

  @Test
  void afterAFailureNoTaskCanBeStarted() {
    List<Throwable> refused = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(failAfter(1, "first"));
                  group.start(
                      Async.sleep(LONG)
                          .except(
                              CancellationException.class,
                              cancelled -> {
                                try {
                                  group.start(sleep(1));
                                } catch (IllegalStateException e) {
                                  refused.add(e);
                                }
                                return Awaitable.done();
                              }));
                  return Awaitable.done();
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("first");
    assertThat(refused)
        .extracting(Throwable::getMessage)
        .containsExactly("the task group is shutting down after a failure");
  }

  @Test
  void beforeItRunsAndAfterItHasEndedNoTaskCanBeStarted() throws Exception {
    assertThatThrownBy(() -> group.start(sleep(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the task group does not run yet; start tasks in its body");
    stage.run(group.run(Awaitable::done));
    assertThatThrownBy(() -> group.start(sleep(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the task group is finished");
  }

  @Test
  void itRunsOnce() throws Exception {
    assertThatThrownBy(() -> stage.run(group.run(() -> group.run(Awaitable::done))))
        .hasRootCauseMessage("the task group was run before; make a new one");
    assertThatThrownBy(() -> stage.run(group.run(Awaitable::done)))
        .hasRootCauseMessage("the task group was run before; make a new one");
  }

  @Test
  void afterAFailureTheTaskAroundItIsNotBeingCancelled() throws Exception {
    int cancelling =
        stage.run(
            group
                .run(
                    () -> {
                      group.start(failAfter(0, "task"));
                      return Async.sleep(LONG);
                    })
                .except(TaskGroupException.class, failed -> Async.sleep(Duration.ZERO))
                .then(noted -> Task.current())
                .map(Task::cancelling));
    assertThat(cancelling).isZero();
  }

  @Test
  void ofTwoNestedGroupsThatFailTogetherBothTell() throws Exception {
    TaskGroup inner = new TaskGroup();
    List<Integer> cancelling = new ArrayList<>();
    Task<Void> runner =
        stage.start(
            group
                .run(
                    () ->
                        inner
                            .run(
                                () -> {
                                  inner.start(failAfter(0, "inner"));
                                  group.start(failAfter(0, "outer"));
                                  return Awaitable.done();
                                })
                            .except(
                                TaskGroupException.class,
                                failed -> {
                                  events.add(failed.failures().get(0).getMessage());
                                  return Awaitable.done();
                                })
                            .then(ended -> Task.current())
                            .thenRun(() -> {}))
                .ensure(() -> events.add("outer ended")));
    runner.onDone(done -> cancelling.add(runner.cancelling()));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("outer");
    assertThat(events).containsExactly("inner", "outer ended");
    stage.turn();
    assertThat(cancelling).containsExactly(0);
  }

  @Test
  void aCancellationByOthersThatCameWithAFailureIsDeliveredAfterTheGroup() {
    LoopEvent started = new LoopEvent();
    List<Integer> cancelling = new ArrayList<>();
    Task<Void> inner =
        stage.start(
            group
                .run(
                    () -> {
                      group.start(
                          () -> {
                            started.set();
                            return Async.sleep(Duration.ZERO).thenRun(() -> fail("task"));
                          });
                      return Async.sleep(LONG);
                    })
                .except(
                    TaskGroupException.class,
                    failed ->
                        Task.current()
                            .map(
                                self -> {
                                  cancelling.add(self.cancelling());
                                  return null;
                                }))
                .then(ended -> Async.sleep(LONG))
                .thenRun(() -> events.add("slept after the group")));
    Task<Void> outer =
        stage.start(
            started
                .await()
                .then(
                    now -> {
                      assertThat(inner.cancelling()).isZero();
                      inner.cancel();
                      assertThat(inner.cancelling()).isEqualTo(1);
                      return inner;
                    }));
    stage.settle(outer);
    assertThat(inner.isCancelled()).isTrue();
    assertThat(cancelling).containsExactly(1);
    assertThat(events).isEmpty();
  }

  @Test
  void aTaskStartedByATaskThatIsBeingStartedIsCancelledToo() {
    Task<Void> runner =
        stage.start(
            group.run(
                () -> {
                  group.start(
                      () -> {
                        group.start(() -> failAfter(0, "third"));
                        return note("second", Async.sleep(LONG));
                      });
                  return Awaitable.done();
                }));
    assertThat(failures(runner)).extracting(Throwable::getMessage).containsExactly("third");
    assertThat(events).containsExactly("second cancelled");
  }

  private Awaitable<Void> slowToCancel() {
    return group.run(
        () -> {
          group.start(failAfter(300, "crash"));
          return Async.sleep(LONG).ensureAwaiting(() -> sleep(500));
        });
  }

  private Awaitable<Void> startEvery100Millis(int times) {
    return times == 0
        ? Awaitable.done()
        : sleep(100)
            .then(
                slept -> {
                  group.start(sleep(300));
                  return startEvery100Millis(times - 1);
                });
  }

  private Awaitable<Void> hydra(int[] heads) {
    heads[0]++;
    return sleep(10)
        .thenRun(
            () -> {
              group.start(() -> hydra(heads));
              group.start(() -> hydra(heads));
            });
  }

  private Awaitable<Void> hercules(int[] heads) {
    return heads[0] < 10 ? sleep(15).then(slept -> hercules(heads)) : failAfter(0, "enough");
  }

  private static Awaitable<Void> sleep(long millis) {
    return Async.sleep(Duration.ofMillis(millis));
  }

  private static Awaitable<Void> failAfter(long millis, String message) {
    return sleep(millis).thenRun(() -> fail(message));
  }

  private static void fail(String message) {
    throw new IllegalArgumentException(message);
  }

  private Awaitable<Void> note(String name, Awaitable<Void> work) {
    return work.except(
        CancellationException.class,
        cancelled -> {
          events.add(name + " cancelled");
          throw cancelled;
        });
  }

  private List<Throwable> failures(Task<?> runner) {
    stage.settle(runner);
    assertThat(runner.failure()).isInstanceOf(TaskGroupException.class);
    return ((TaskGroupException) runner.failure()).failures();
  }
}
