package org.asyncmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.JRE.JAVA_17;
import static org.junit.jupiter.api.condition.JRE.JAVA_20;
import static org.junit.jupiter.api.condition.JRE.JAVA_21;
import static org.junit.jupiter.api.condition.JRE.JAVA_25;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.asyncmark.model.TaskScope.Join;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the seam to what the JDK's own tests hold its scopes to, for joins, cancellation,
 * time-outs, interrupts and ownership: on every JDK that has scopes the seam behaves alike. None of
 * these runs has {@code --enable-preview}.
 */
@Timeout(20)
class TaskScopeTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofDays(1);

  /** Who makes the threads of children. */
  enum Threads {
    BY_DEFAULT,
    PLATFORM;

    ThreadFactory factory() {
      return this == PLATFORM ? Thread::new : null;
    }
  }

  /** A child that never ends by itself, and tells when it was interrupted. */
  private static final class Endless implements Callable<String> {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public String call() throws InterruptedException {
      started.countDown();
      try {
        new CountDownLatch(1).await();
        return "never";
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      } finally {
        ended.set(true);
      }
    }
  }

  private static <T> TaskScope<T> open(Join join, Threads threads) {
    return TaskScope.open(join, null, threads.factory());
  }

  private static <T> Callable<T> failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }

  @Test
  void aJdkWithoutScopesSaysSoAndOneThatIsNotKnownToo() {
    assertThat(TaskScope.absence(17))
        .isEqualTo("n/a (StructuredTaskScope is a preview from JDK 21)");
    assertThat(List.of(21, 22, 23, 24, 25, 26, 27))
        .allSatisfy(feature -> assertThat(TaskScope.absence(feature)).isNull());
    assertThat(TaskScope.absence(28))
        .isEqualTo("n/a (StructuredTaskScope is known up to JDK 27, not of JDK 28)");
  }

  @Test
  @EnabledForJreRange(min = JAVA_17, max = JAVA_20)
  void openingOnAJdkWithoutScopesSaysWhatToDo() {
    assertThatThrownBy(() -> TaskScope.open(Join.AWAIT_ALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a structured scope on this JDK is n/a (StructuredTaskScope is a preview from JDK 21);"
                + " take another JDK with --jdk");
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void childrenAreVirtualThreadsUnlessAFactoryMakesOthers() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (TaskScope<Boolean> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      for (int i = 0; i < 50; i++) {
        scope.fork(() -> threads.add(Thread.currentThread()));
      }
      scope.join();
    }
    assertThat(threads)
        .hasSize(50)
        .allSatisfy(each -> assertThat(each.toString()).startsWith("VirtualThread["));
    Set<Thread> made = ConcurrentHashMap.newKeySet();
    Set<Thread> ran = ConcurrentHashMap.newKeySet();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task);
          made.add(thread);
          return thread;
        };
    try (TaskScope<Boolean> scope = TaskScope.open(Join.ALL_SUCCESSFUL, null, factory)) {
      for (int i = 0; i < 10; i++) {
        scope.fork(() -> ran.add(Thread.currentThread()));
      }
      scope.join();
    }
    assertThat(ran).hasSize(10).isEqualTo(made);
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void aFactoryThatRefusesRejectsTheChild() {
    try (TaskScope<String> scope = TaskScope.open(Join.ALL_SUCCESSFUL, null, task -> null)) {
      assertThatThrownBy(() -> scope.fork(() -> "a"))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void allSuccessfulGivesTheResultOfEachChild(Threads threads) throws Exception {
    try (TaskScope<Integer> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      List<Supplier<Integer>> children = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int index = i;
        children.add(scope.fork(() -> index));
      }
      assertThat(scope.join()).isNull();
      for (int i = 0; i < 100; i++) {
        assertThat(children.get(i).get()).isEqualTo(i);
        assertThat(TaskScope.failure(children.get(i))).isNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void noChildrenAreAllSuccessfulAndAllAwaitedAndNoneToSucceed(Threads threads) throws Exception {
    for (Join join : List.of(Join.ALL_SUCCESSFUL, Join.AWAIT_ALL, Join.FIRST_COMPLETED)) {
      try (TaskScope<String> scope = open(join, threads)) {
        assertThat(scope.join()).isNull();
      }
    }
    try (TaskScope<String> scope = open(Join.ANY_SUCCESSFUL, threads)) {
      assertThatThrownBy(scope::join)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void aFailureCancelsTheOthersAndIsTheCauseOfTheJoins(Threads threads) throws Exception {
    IOException failure = new IOException("no");
    Endless sibling = new Endless();
    try (TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      Supplier<String> cancelled = scope.fork(sibling);
      sibling.started.await();
      Supplier<String> failed = scope.fork(failing(failure));
      assertThatThrownBy(scope::join)
          .isExactlyInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(failure);
      sibling.interrupted.await();
      assertThat(TaskScope.failure(failed)).isSameAs(failure);
      assertThat(TaskScope.failure(cancelled)).isNull();
      assertThatThrownBy(cancelled::get).isInstanceOf(IllegalStateException.class);
    }
    assertThat(sibling.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void anErrorOfAChildIsACauseToo(Threads threads) throws Exception {
    AssertionError failure = new AssertionError("no");
    try (TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      scope.fork(
          () -> {
            throw failure;
          });
      assertThatThrownBy(scope::join).cause().isSameAs(failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void whatIsForkedAfterTheCancellationNeverRuns(Threads threads) throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    Endless sibling = new Endless();
    try (TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      scope.fork(sibling);
      sibling.started.await();
      scope.fork(failing(new IOException("no")));
      sibling.interrupted.await();
      Supplier<String> late =
          scope.fork(
              () -> {
                ran.set(true);
                return "late";
              });
      assertThatThrownBy(scope::join).isInstanceOf(ExecutionException.class);
      assertThatThrownBy(late::get).isInstanceOf(IllegalStateException.class);
    }
    assertThat(ran).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void anySuccessfulReturnsTheFirstSuccessAndCancelsTheOthers(Threads threads) throws Exception {
    Endless loser = new Endless();
    try (TaskScope<String> scope = open(Join.ANY_SUCCESSFUL, threads)) {
      scope.fork(failing(new IOException("a failure is no success")));
      scope.fork(loser);
      loser.started.await();
      scope.fork(() -> "winner");
      assertThat(scope.join()).isEqualTo("winner");
      loser.interrupted.await();
    }
    assertThat(loser.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void anySuccessfulOfFailuresOnlyThrowsTheFirst(Threads threads) throws Exception {
    IOException first = new IOException("first");
    try (TaskScope<String> scope = open(Join.ANY_SUCCESSFUL, threads)) {
      scope.fork(failing(first));
      assertThatThrownBy(scope::join)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(first);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void awaitingAllLeavesTheOthersAloneWhenOneFails(Threads threads) throws Exception {
    IOException failure = new IOException("no");
    CountDownLatch gate = new CountDownLatch(1);
    try (TaskScope<String> scope = open(Join.AWAIT_ALL, threads)) {
      Supplier<String> other =
          scope.fork(
              () -> {
                gate.await();
                return "in the end";
              });
      Supplier<String> failed =
          scope.fork(
              () -> {
                gate.countDown();
                throw failure;
              });
      assertThat(scope.join()).isNull();
      assertThat(other.get()).isEqualTo("in the end");
      assertThat(TaskScope.failure(failed)).isSameAs(failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void firstCompletedReturnsTheFirstResultAndCancelsTheOthers(Threads threads) throws Exception {
    Endless loser = new Endless();
    try (TaskScope<String> scope = open(Join.FIRST_COMPLETED, threads)) {
      scope.fork(loser);
      loser.started.await();
      scope.fork(() -> "first");
      assertThat(scope.join()).isEqualTo("first");
      loser.interrupted.await();
    }
    assertThat(loser.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void firstCompletedThrowsTheFirstFailureAndCancelsTheOthers(Threads threads) throws Exception {
    IOException failure = new IOException("no");
    Endless loser = new Endless();
    try (TaskScope<String> scope = open(Join.FIRST_COMPLETED, threads)) {
      scope.fork(loser);
      loser.started.await();
      scope.fork(failing(failure));
      assertThatThrownBy(scope::join)
          .isExactlyInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(failure);
    }
    assertThat(loser.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void aDeadlineCancelsTheChildrenWhateverTheJoin(Threads threads) throws Exception {
    for (Join join : Join.values()) {
      Endless child = new Endless();
      long opened = System.nanoTime();
      try (TaskScope<String> scope = TaskScope.open(join, SHORT, threads.factory())) {
        scope.fork(child);
        assertThatThrownBy(scope::join).as("%s", join).isInstanceOf(TimeoutException.class);
        assertThat(System.nanoTime() - opened).isGreaterThanOrEqualTo(SHORT.toNanos());
      }
      assertThat(child.ended.get() || child.started.getCount() == 1).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void aDeadlineThatHasPassedEndsTheJoinAtOnce(Threads threads) throws Exception {
    for (Duration passed : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      try (TaskScope<String> scope =
          TaskScope.open(Join.ALL_SUCCESSFUL, passed, threads.factory())) {
        scope.fork(new Endless());
        assertThatThrownBy(scope::join).isInstanceOf(TimeoutException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void whatEndsBeforeTheDeadlineIsAsWithoutOne(Threads threads) throws Exception {
    for (Join join : Join.values()) {
      try (TaskScope<String> scope = TaskScope.open(join, LONG, threads.factory())) {
        scope.fork(() -> "in time");
        boolean one = join == Join.ANY_SUCCESSFUL || join == Join.FIRST_COMPLETED;
        assertThat(scope.join()).isEqualTo(one ? "in time" : null);
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void aDeadlineOfAScopeWithinIsAFailureAndNotTheDeadlineOfTheOuter() {
    try (TaskScope<String> outer = TaskScope.open(Join.ALL_SUCCESSFUL, LONG, null)) {
      outer.fork(
          () -> {
            try (TaskScope<String> inner = TaskScope.open(Join.ALL_SUCCESSFUL, SHORT, null)) {
              inner.fork(new Endless());
              return inner.join();
            }
          });
      assertThatThrownBy(outer::join)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(TimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void anInterruptThatWasThereBeforeEndsTheJoin(Threads threads) throws Exception {
    Endless child = new Endless();
    try (TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      scope.fork(child);
      child.started.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
    assertThat(child.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void anInterruptedOwnerIsReleasedAndItsChildrenAreCancelled(Threads threads) throws Exception {
    Endless child = new Endless();
    Thread owner = Thread.currentThread();
    try (TaskScope<String> scope = open(Join.AWAIT_ALL, threads)) {
      scope.fork(child);
      scope.fork(
          () -> {
            child.started.await();
            while (owner.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
            owner.interrupt();
            return new Endless().call();
          });
      assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
    }
    assertThat(child.ended).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void closingWithoutAJoinCancelsAndThenComplains(Threads threads) throws Exception {
    Endless child = new Endless();
    TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads);
    Supplier<String> forked = scope.fork(child);
    child.started.await();
    assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class);
    assertThat(child.ended).isTrue();
    scope.close();
    assertThatThrownBy(forked::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void closingWithoutAChildNeedsNoJoin() {
    for (Join join : Join.values()) {
      TaskScope<String> scope = TaskScope.open(join);
      scope.close();
      scope.close();
      assertThatThrownBy(() -> scope.fork(() -> "late")).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void closingWaitsForAChildThatIsSlowToEndAndKeepsTheInterrupt(Threads threads) throws Exception {
    Endless endless = new Endless();
    AtomicBoolean cleanedUp = new AtomicBoolean();
    TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads);
    scope.fork(
        () -> {
          try {
            return endless.call();
          } finally {
            TimeUnit.MILLISECONDS.sleep(20); // what a clean-up takes
            cleanedUp.set(true);
          }
        });
    endless.started.await();
    scope.fork(failing(new IOException("no")));
    assertThatThrownBy(scope::join).isInstanceOf(ExecutionException.class);
    Thread.currentThread().interrupt();
    scope.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(cleanedUp).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @EnabledForJreRange(min = JAVA_21)
  void aScopeIsForItsOwnerAlone(Threads threads) throws Exception {
    try (TaskScope<String> scope = open(Join.ALL_SUCCESSFUL, threads)) {
      List<Callable<?>> calls =
          List.of(
              () -> scope.fork(() -> "a"),
              scope::join,
              () -> {
                scope.close();
                return null;
              });
      for (Callable<?> call : calls) {
        FutureTask<?> elsewhere = new FutureTask<>(call);
        new Thread(elsewhere).start();
        assertThatThrownBy(elsewhere::get)
            .cause()
            .satisfies(
                e -> assertThat(e.getClass().getSimpleName()).isEqualTo("WrongThreadException"));
      }
      scope.join();
    }
  }

  @Test
  @EnabledForJreRange(min = JAVA_25)
  void aScopeIsJoinedOnceAndThenTakesNoMore() throws Exception {
    try (TaskScope<String> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      scope.fork(() -> "a");
      scope.join();
      assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> scope.fork(() -> "b")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void aResultIsNotThereBeforeTheJoin() throws Exception {
    try (TaskScope<String> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      Supplier<String> child = scope.fork(() -> "a");
      assertThatThrownBy(child::get).isInstanceOf(IllegalStateException.class);
      scope.join();
      assertThat(child.get()).isEqualTo("a");
    }
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void closingTheOuterScopeFirstViolatesTheStructure() {
    TaskScope<String> outer = TaskScope.open(Join.ALL_SUCCESSFUL);
    TaskScope<String> inner = TaskScope.open(Join.ALL_SUCCESSFUL);
    assertThatThrownBy(outer::close)
        .satisfies(
            e -> assertThat(e.getClass().getSimpleName()).isEqualTo("StructureViolationException"));
    inner.close();
  }

  @Test
  @EnabledForJreRange(min = JAVA_21)
  void aFailureWithinCancelsTheScopesAround() throws Exception {
    IOException failure = new IOException("deep");
    Endless sibling = new Endless();
    try (TaskScope<String> outer = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      outer.fork(sibling);
      sibling.started.await();
      outer.fork(
          () -> {
            try (TaskScope<String> inner = TaskScope.open(Join.ALL_SUCCESSFUL)) {
              inner.fork(failing(failure));
              return inner.join();
            }
          });
      assertThatThrownBy(outer::join).cause().cause().isSameAs(failure);
    }
    assertThat(sibling.ended).isTrue();
  }
}
