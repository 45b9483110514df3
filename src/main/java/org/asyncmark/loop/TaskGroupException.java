package org.asyncmark.loop;

import java.util.List;

/**
 * What a {@link TaskGroup} fails with: everything that went wrong in it, cancellations excepted.
 */
public final class TaskGroupException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // lists of List.copyOf are serializable
  private final List<Throwable> failures;

  TaskGroupException(List<Throwable> failures) {
    super(failures.size() + " failed in the task group, first: " + failures.get(0));
    this.failures = List.copyOf(failures);
    initCause(failures.get(0));
    failures.stream().skip(1).filter(each -> each != failures.get(0)).forEach(this::addSuppressed);
  }

  /** Returns the failures in the order in which they came; that of the body last. */
  public List<Throwable> failures() {
    return failures;
  }
}
