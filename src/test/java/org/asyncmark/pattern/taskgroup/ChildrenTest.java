package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChildrenTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void aFailureInTheCleanUpOfACancelledChildComesWithTheFirst() {
    IOException first = new IOException("first");
    IOException second = new IOException("second, in a clean-up");
    CountDownLatch atWork = new CountDownLatch(1);
    List<Callable<Long>> tasks =
        List.of(
            () -> {
              atWork.countDown();
              try {
                new CountDownLatch(1).await();
                return 0L;
              } catch (InterruptedException e) {
                throw second;
              }
            },
            () -> {
              atWork.await();
              throw first;
            });
    assertThatThrownBy(() -> Children.run(executor, tasks))
        .isExactlyInstanceOf(ExecutionException.class)
        .hasSuppressedException(second)
        .cause()
        .isSameAs(first);
  }

  @Test
  void anExecutorThatTakesNoMoreLeavesNoChildAtWork() {
    AtomicInteger room = new AtomicInteger(1);
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch atWork = new CountDownLatch(1);
    Executor small =
        task -> {
          if (room.getAndDecrement() == 0) {
            try {
              atWork.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            throw new RejectedExecutionException("full");
          }
          executor.execute(task);
        };
    Callable<Long> endless =
        () -> {
          atWork.countDown();
          try {
            new CountDownLatch(1).await();
            return 0L;
          } finally {
            ended.set(true);
          }
        };
    assertThatThrownBy(() -> Children.run(small, List.of(endless, endless, endless)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(ended).isTrue();
  }
}
