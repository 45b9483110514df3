package org.asyncmark.model;

import static java.lang.invoke.MethodType.methodType;
import static org.asyncmark.model.ScopeApi.SCOPE;
import static org.asyncmark.model.ScopeApi.method;
import static org.asyncmark.model.ScopeApi.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A scope of JDK 21 to 24, which is a class that others extend: {@code ShutdownOnFailure} and
 * {@code ShutdownOnSuccess}.
 */
final class SubclassedScope<T> extends TaskScope<T> {
  private static final ThreadFactory VIRTUAL = VirtualThreads.factory();

  private static final MethodHandle NEW = constructor(SCOPE);
  private static final MethodHandle NEW_ON_FAILURE = constructor(type("$ShutdownOnFailure"));
  private static final MethodHandle NEW_ON_SUCCESS = constructor(type("$ShutdownOnSuccess"));

  private static final MethodHandle JOIN =
      method(methodType(Object.class, Object.class), SCOPE, "join");
  private static final MethodHandle JOIN_UNTIL =
      method(methodType(Object.class, Object.class, Instant.class), SCOPE, "joinUntil");
  private static final MethodHandle SHUTDOWN =
      method(methodType(void.class, Object.class), SCOPE, "shutdown");
  private static final MethodHandle THROW_IF_FAILED =
      method(methodType(void.class, Object.class), type("$ShutdownOnFailure"), "throwIfFailed");
  private static final MethodHandle RESULT =
      method(methodType(Object.class, Object.class), type("$ShutdownOnSuccess"), "result");

  private final Join join;
  private final @Nullable Instant deadline;
  private final Object scope;
  private final AtomicReference<@Nullable Ended<T>> first = new AtomicReference<>();

  SubclassedScope(Join join, @Nullable Duration timeout, @Nullable ThreadFactory factory) {
    this.join = join;
    this.deadline = timeout == null ? null : Instant.now().plus(timeout);
    ThreadFactory threads = factory == null ? VIRTUAL : factory;
    try {
      this.scope =
          switch (join) {
            case ALL_SUCCESSFUL -> (Object) NEW_ON_FAILURE.invokeExact((String) null, threads);
            case ANY_SUCCESSFUL -> (Object) NEW_ON_SUCCESS.invokeExact((String) null, threads);
            case AWAIT_ALL, FIRST_COMPLETED -> (Object) NEW.invokeExact((String) null, threads);
          };
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  private static MethodHandle constructor(Class<?> of) {
    try {
      return MethodHandles.publicLookup()
          .unreflectConstructor(of.getConstructor(String.class, ThreadFactory.class))
          .asType(methodType(Object.class, String.class, ThreadFactory.class));
    } catch (ReflectiveOperationException e) {
      throw ScopeApi.unknown(e);
    }
  }

  @Override
  public <U extends T> Supplier<U> fork(Callable<? extends U> task) {
    return ScopeApi.fork(scope, join == Join.FIRST_COMPLETED ? ending(task) : task);
  }

  /** Returns a task that ends the scope: only a class of its own could do that from outside. */
  private <U extends T> Callable<U> ending(Callable<? extends U> task) {
    return () -> {
      try {
        U value = task.call();
        first.compareAndSet(null, new Ended<>(value, null));
        return value;
      } catch (Throwable e) { // whatever it is, it is the owner's to see
        first.compareAndSet(null, new Ended<>(null, e));
        throw e;
      } finally {
        shutdown();
      }
    };
  }

  private void shutdown() {
    try {
      SHUTDOWN.invokeExact(scope);
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the result is one of a child's
  public @Nullable T join() throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Object joined =
          deadline == null
              ? (Object) JOIN.invokeExact(scope)
              : (Object) JOIN_UNTIL.invokeExact(scope, deadline);
      return switch (join) {
        case ALL_SUCCESSFUL -> {
          THROW_IF_FAILED.invokeExact(joined);
          yield null;
        }
        case ANY_SUCCESSFUL -> (T) (Object) RESULT.invokeExact(joined);
        case AWAIT_ALL -> null;
        case FIRST_COMPLETED -> resultOfFirst();
      };
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw e;
    } catch (IllegalStateException e) {
      if (join == Join.ANY_SUCCESSFUL) { // nothing was forked: as later releases say it
        throw new ExecutionException(new NoSuchElementException(e.getMessage()));
      }
      throw e;
    } catch (Throwable e) {
      throw ScopeApi.unchecked(e);
    }
  }

  private @Nullable T resultOfFirst() throws ExecutionException {
    Ended<T> ended = first.get();
    if (ended != null && ended.failure() != null) {
      throw new ExecutionException(ended.failure());
    }
    return ended == null ? null : ended.value();
  }

  @Override
  public void close() {
    ScopeApi.close(scope);
  }

  private record Ended<T>(@Nullable T value, @Nullable Throwable failure) {}
}
