package org.asyncmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ModelExecutorTest {
  @Test
  void onDemandThereIsAThreadForATaskThatOthersWaitFor() throws Exception {
    int tasks = 20;
    try (ModelExecutor onDemand = ModelExecutor.onDemand(Model.PLATFORM)) {
      CountDownLatch begun = new CountDownLatch(tasks);
      Future<?> last = null;
      for (int i = 0; i < tasks; i++) {
        last =
            onDemand
                .executor()
                .submit(
                    () -> {
                      begun.countDown();
                      begun.await();
                      return Thread.currentThread().getName();
                    });
      }
      assertThat((String) last.get()).startsWith("platform-");
    }
  }

  @Test
  void aClosedExecutorHasLeftNoThread() throws Exception {
    Thread thread;
    try (ModelExecutor onDemand = ModelExecutor.onDemand(Model.PLATFORM)) {
      thread = onDemand.executor().submit(Thread::currentThread).get();
    }
    assertThat(thread.isAlive()).isFalse();
  }
}
