package org.asyncmark.future;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs completions one after the other on each thread. The steps behind a future run when it is
 * completed, on the same stack; a step that releases to the next waiter, whose step releases to the
 * one after, would need a stack as deep as the line is long. A completion that is made while
 * another one runs on the same thread waits here until that one has returned.
 */
final class Trampoline {
  private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);
  private static final int MANY = 1_024;

  private ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  private Trampoline() {}

  /** Runs a completion now, or after those that run and wait on this thread. */
  static void run(Runnable completion) {
    OF_THREAD.get().runOrWait(completion);
  }

  private void runOrWait(Runnable completion) {
    if (running) {
      waiting.add(completion);
      return;
    }
    int ran = 0;
    running = true;
    Throwable failure = null;
    for (Runnable next = completion; next != null; next = waiting.poll()) {
      ran++;
      try {
        next.run();
      } catch (Throwable e) { // an Error of one must not leave the others waiting for ever
        failure = failure == null ? e : failure;
      }
    }
    running = false;
    if (ran > MANY) {
      waiting = new ArrayDeque<>(); // a thread must not keep the room for a long line for ever
    }
    rethrow(failure);
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
