package org.asyncmark.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.asyncmark.EnvironmentException;

/** Asks several executables at a time. */
final class AtOnce {
  /** More than that take the processor from each other, fewer wait for one that hangs. */
  private static final int ASKED = 4;

  private AtOnce() {}

  /**
   * Returns the answers in the order of the questions.
   *
   * @throws EnvironmentException if a question threw one
   * @throws InterruptedException if the caller was interrupted; the questions are being given up
   */
  static <T> List<T> answers(List<? extends Callable<T>> questions) throws InterruptedException {
    ExecutorService askers = Executors.newFixedThreadPool(ASKED);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : askers.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EnvironmentException environment) {
        throw environment;
      }
      throw new IllegalStateException("asking a runtime failed", e.getCause());
    } finally {
      askers.shutdownNow();
    }
  }
}
