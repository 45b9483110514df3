package org.asyncmark.model;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@code StructuredTaskScope}, whose API differs from JDK to JDK: children that each run
 * in a thread of their own and have ended when the scope is closed. It is reached by method handles
 * in constants, which are compiled as the calls themselves are; the API is a preview, but {@code
 * --enable-preview} is for compiling against it and not needed to call it.
 *
 * <p>For the thread that opened it, which forks, joins once, and closes:
 *
 * <pre>{@code
 * try (TaskScope<Long> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
 *   Supplier<Long> a = scope.fork(() -> fetch("a"));
 *   Supplier<Long> b = scope.fork(() -> fetch("b"));
 *   scope.join();
 *   return a.get() + b.get();
 * }
 * }</pre>
 *
 * @param <T> type of the children's results
 */
public abstract class TaskScope<T> implements AutoCloseable {
  /** First release whose scope is opened with a joiner; those before are subclassed. */
  static final int FIRST_WITH_JOINERS = 25;

  private static final int FIRST = 21;
  private static final int LAST_KNOWN = 27;

  /** What {@link #join} waits for. */
  public enum Join {
    /** Until all have succeeded or one has failed; then the others are cancelled. */
    ALL_SUCCESSFUL,
    /** Until one has succeeded or all have failed; then the others are cancelled. */
    ANY_SUCCESSFUL,
    /** Until all have ended, well or badly. */
    AWAIT_ALL,
    /** Until one has ended, well or badly; then the others are cancelled. */
    FIRST_COMPLETED
  }

  TaskScope() {}

  /**
   * Returns why a JDK has no scopes, as it stands in tables.
   *
   * @param jdkFeature a feature release, for example 17
   * @return null if it has them
   */
  public static @Nullable String absence(int jdkFeature) {
    if (jdkFeature < FIRST) {
      return "n/a (StructuredTaskScope is a preview from JDK " + FIRST + ")";
    }
    return jdkFeature <= LAST_KNOWN
        ? null
        : "n/a (StructuredTaskScope is known up to JDK "
            + LAST_KNOWN
            + ", not of JDK "
            + jdkFeature
            + ")";
  }

  /**
   * Opens a scope whose children are virtual threads and have no deadline.
   *
   * @throws IllegalStateException if this JDK has no scopes
   */
  public static <T> TaskScope<T> open(Join join) {
    return open(join, null, null);
  }

  /**
   * Opens a scope.
   *
   * @param timeout after which, from now on, the children are cancelled and {@link #join} ends;
   *     null for none
   * @param factory makes the children's threads; null for virtual ones
   * @throws IllegalStateException if this JDK has no scopes
   */
  public static <T> TaskScope<T> open(
      Join join, @Nullable Duration timeout, @Nullable ThreadFactory factory) {
    int feature = Runtime.version().feature();
    String absence = absence(feature);
    if (absence != null) {
      throw new IllegalStateException(
          "a structured scope on this JDK is " + absence + "; take another JDK with --jdk");
    }
    return feature < FIRST_WITH_JOINERS
        ? new SubclassedScope<>(join, timeout, factory)
        : new JoinerScope<>(join, timeout, factory);
  }

  /**
   * Starts a child; one that is forked after the scope was cancelled never starts.
   *
   * @return its result, from {@link #join} on. Asking one for it that has failed or was cancelled
   *     is an {@link IllegalStateException}, and so is asking any child of {@link
   *     Join#FIRST_COMPLETED}
   * @throws IllegalStateException from JDK 25 on, if {@link #join} was called
   */
  public abstract <U extends T> Supplier<U> fork(Callable<? extends U> task);

  /**
   * Waits as the scope was opened to.
   *
   * @return the result of the child that ended the wait; null if all had to end
   * @throws ExecutionException if a child's failure ended the wait, or there was no child to
   *     succeed; the cause is what the first one threw
   * @throws TimeoutException if the time was over before; the children are cancelled
   * @throws InterruptedException if this thread was interrupted; {@link #close} cancels the
   *     children then
   */
  public abstract @Nullable T join()
      throws ExecutionException, TimeoutException, InterruptedException;

  /**
   * Returns what a child has failed with, from {@link #join} on.
   *
   * @param child that {@link #fork} returned
   * @return null if it has succeeded, or was cancelled
   */
  public static @Nullable Throwable failure(Supplier<?> child) {
    return ScopeApi.failure(child);
  }

  /**
   * Cancels the children if the join did not come to its end, and waits until all have ended.
   * Idempotent.
   *
   * @throws IllegalStateException after that, if children were forked and {@link #join} never
   *     called
   */
  @Override
  public abstract void close();
}
