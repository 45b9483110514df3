package org.asyncmark.model;

import static java.lang.invoke.MethodType.methodType;
import static org.asyncmark.model.ScopeApi.SCOPE;
import static org.asyncmark.model.ScopeApi.method;
import static org.asyncmark.model.ScopeApi.type;

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scope from JDK 25 on, which is opened with a joiner. From 26 on, a joiner decides what its
 * time-out does and configurations are made by a {@code UnaryOperator}; from 27 on, it decides what
 * {@code join} throws.
 */
final class JoinerScope<T> extends TaskScope<T> {
  private static final int FEATURE = Runtime.version().feature();
  private static final Class<?> JOINER = type("$Joiner");
  private static final Class<?> CONFIGURATION = type("$Configuration");

  private static final MethodHandle OPEN =
      method(methodType(Object.class, Object.class), SCOPE, "open", JOINER);
  private static final MethodHandle OPEN_CONFIGURED =
      method(
          methodType(Object.class, Object.class, UnaryOperator.class),
          SCOPE,
          "open",
          JOINER,
          FEATURE < 26 ? Function.class : UnaryOperator.class);
  private static final MethodHandle JOIN =
      method(methodType(Object.class, Object.class), SCOPE, "join");
  private static final MethodHandle IS_CANCELLED =
      method(methodType(boolean.class, Object.class), SCOPE, "isCancelled");

  private static final MethodHandle WITH_TIMEOUT =
      method(methodType(Object.class, Object.class, Duration.class), CONFIGURATION, "withTimeout");
  private static final MethodHandle WITH_FACTORY =
      method(
          methodType(Object.class, Object.class, ThreadFactory.class),
          CONFIGURATION,
          "withThreadFactory");

  private static final MethodHandle ALL_SUCCESSFUL =
      method(methodType(Object.class), JOINER, "awaitAllSuccessfulOrThrow");
  private static final MethodHandle ANY_SUCCESSFUL =
      method(
          methodType(Object.class),
          JOINER,
          FEATURE < 26 ? "anySuccessfulResultOrThrow" : "anySuccessfulOrThrow");
  private static final MethodHandle ALL_UNTIL =
      method(methodType(Object.class, Predicate.class), JOINER, "allUntil", Predicate.class);

  /** What {@code join} wraps a child's failure in; from 27 on, an {@code ExecutionException}. */
  private static final Class<?> FAILED =
      FEATURE < 27 ? type("$FailedException") : ExecutionException.class;

  /** What {@code join} throws at the deadline; from 27 on, in an {@code ExecutionException}. */
  private static final Class<?> TIMED_OUT =
      type(FEATURE < 27 ? "$TimeoutException" : "$CancelledByTimeoutException");

  private final Join join;
  private final Object scope;
  private final AtomicReference<@Nullable Supplier<T>> first = new AtomicReference<>();

  JoinerScope(Join join, @Nullable Duration timeout, @Nullable ThreadFactory factory) {
    this.join = join;
    try {
      Object joiner = joiner();
      if (timeout == null && factory == null) {
        scope = (Object) OPEN.invokeExact(joiner);
      } else {
        UnaryOperator<Object> configuring = standard -> configured(standard, timeout, factory);
        scope = (Object) OPEN_CONFIGURED.invokeExact(joiner, configuring);
      }
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  private Object joiner() throws Throwable {
    return switch (join) {
      case ALL_SUCCESSFUL -> (Object) ALL_SUCCESSFUL.invokeExact();
      case ANY_SUCCESSFUL -> (Object) ANY_SUCCESSFUL.invokeExact();
      case AWAIT_ALL -> {
        Predicate<Object> never = child -> false;
        yield (Object) ALL_UNTIL.invokeExact(never);
      }
      case FIRST_COMPLETED -> {
        Predicate<Supplier<T>> noting = child -> first.compareAndSet(null, child);
        yield (Object) ALL_UNTIL.invokeExact((Predicate<?>) noting);
      }
    };
  }

  private static Object configured(
      Object configuration, @Nullable Duration timeout, @Nullable ThreadFactory factory) {
    try {
      Object made = configuration;
      if (timeout != null) {
        made = (Object) WITH_TIMEOUT.invokeExact(made, timeout);
      }
      return factory == null ? made : (Object) WITH_FACTORY.invokeExact(made, factory);
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  @Override
  public <U extends T> Supplier<U> fork(Callable<? extends U> task) {
    return ScopeApi.fork(scope, task);
  }

  @Override
  @SuppressWarnings("unchecked") // what this joiner returns is a child's result
  public @Nullable T join() throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Object result = (Object) JOIN.invokeExact(scope);
      return switch (join) {
        case ALL_SUCCESSFUL -> null;
        case ANY_SUCCESSFUL -> (T) result;
        case AWAIT_ALL -> {
          requireInTime(!isCancelled());
          yield null;
        }
        case FIRST_COMPLETED -> resultOfFirst();
      };
    } catch (InterruptedException | TimeoutException e) {
      throw e;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Returns what a failed join is to callers: the exception of the child, or of the deadline. */
  private static ExecutionException failure(Throwable thrown) throws TimeoutException {
    requireInTime(!TIMED_OUT.isInstance(FEATURE < 27 ? thrown : thrown.getCause()));
    if (thrown instanceof ExecutionException as) {
      return as;
    }
    if (FAILED.isInstance(thrown)) {
      return new ExecutionException(thrown.getCause());
    }
    throw ScopeApi.unchecked(thrown);
  }

  private @Nullable T resultOfFirst() throws ExecutionException, TimeoutException {
    Supplier<T> ended = first.get();
    requireInTime(ended != null || !isCancelled());
    if (ended == null) {
      return null;
    }
    Throwable failure = TaskScope.failure(ended);
    if (failure != null) {
      throw new ExecutionException(failure);
    }
    return ended.get();
  }

  private static void requireInTime(boolean inTime) throws TimeoutException {
    if (!inTime) {
      throw new TimeoutException("the scope's time is over");
    }
  }

  private boolean isCancelled() {
    try {
      return (boolean) IS_CANCELLED.invokeExact(scope);
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  @Override
  public void close() {
    ScopeApi.close(scope);
  }
}
