package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.TaskGroupException;

/** The failures of groups in one another as one. */
final class Failures {
  private Failures() {}

  /**
   * Returns the exception of a group.
   *
   * @param failures of its children, at least one, in the order in which they came; those that are
   *     groups' are taken apart
   */
  static ExecutionException together(List<? extends Throwable> failures) {
    List<Throwable> leaves = new ArrayList<>();
    failures.forEach(each -> add(leaves, each));
    ExecutionException together = new ExecutionException(leaves.get(0));
    leaves.stream().skip(1).forEach(together::addSuppressed);
    return together;
  }

  private static void add(List<Throwable> leaves, Throwable failure) {
    if (failure instanceof TaskGroupException group) {
      group.failures().forEach(each -> add(leaves, each));
    } else if (failure instanceof ExecutionException) {
      add(leaves, Objects.requireNonNull(failure.getCause(), "what the child threw"));
      List.of(failure.getSuppressed()).forEach(each -> add(leaves, each));
    } else {
      leaves.add(failure);
    }
  }
}
