package org.asyncmark.loop;

import java.util.List;

/**
 * What a {@link TaskGroup} fails with: everything that went wrong in it, cancellations excepted.
 *
 * <p>The message names the first failure. If that is a group's own, it names the first one in
 * there, so that it does not grow with the number of groups in one another.
 */
public final class TaskGroupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Long enough for a line, however much the first failure has to say. */
  private static final int MAX_TEXT = 500;

  @SuppressWarnings("serial") // lists of List.copyOf are serializable
  private final List<Throwable> failures;

  private final Throwable root;

  TaskGroupException(List<Throwable> failures) {
    super(failures.size() + " failed in the task group, first: " + text(root(failures.get(0))));
    this.failures = List.copyOf(failures);
    this.root = root(failures.get(0));
    initCause(failures.get(0));
    failures.stream().skip(1).filter(each -> each != failures.get(0)).forEach(this::addSuppressed);
  }

  /** Returns the failures in the order in which they came; that of the body last. */
  public List<Throwable> failures() {
    return failures;
  }

  private static Throwable root(Throwable first) {
    return first instanceof TaskGroupException group ? group.root : first;
  }

  private static String text(Throwable failure) {
    String text = SafeText.of(failure);
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
