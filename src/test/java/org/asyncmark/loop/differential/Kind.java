package org.asyncmark.loop.differential;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.QueueShutDownException;
import org.asyncmark.loop.TaskGroupException;

/** The names that exceptions and outcomes have in traces, the same for the loop and CPython. */
final class Kind {
  /** What a statement notes and goes on after: the program used something wrongly. */
  private static final List<String> REFUSALS = List.of("misuse", "empty", "shutdown", "broken");

  private Kind() {}

  static String of(Throwable thrown) {
    if (thrown instanceof CancellationException) {
      return "cancelled"; // first, because it is an IllegalStateException in Java
    } else if (thrown instanceof Fault) {
      return thrown.getMessage();
    } else if (thrown instanceof TimeoutException) {
      return "timeout";
    } else if (thrown instanceof TaskGroupException group) {
      return "group" + group.failures().stream().map(Kind::of).toList();
    } else if (thrown instanceof QueueShutDownException) {
      return "shutdown";
    } else if (thrown instanceof NoSuchElementException) {
      return "empty";
    } else if (thrown instanceof BrokenBarrierException) {
      return "broken";
    } else if (thrown instanceof IllegalStateException) {
      return "misuse"; // a full queue, too
    }
    return thrown.toString();
  }

  static boolean isRefusal(Throwable thrown) {
    return REFUSALS.contains(of(thrown));
  }

  static String outcome(LoopFuture<?> future) throws Exception {
    if (!future.isDone()) {
      return "pending";
    } else if (future.isCancelled()) {
      return "cancelled";
    } else if (future.failure() != null) {
      return of(future.failure());
    }
    return String.valueOf(future.result());
  }
}
