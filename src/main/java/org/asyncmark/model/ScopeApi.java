package org.asyncmark.model;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the scopes of all JDKs have in common, and how their methods are found. */
final class ScopeApi {
  /** {@code StructuredTaskScope} itself. */
  static final Class<?> SCOPE = type("");

  private static final MethodHandle FORK =
      method(methodType(Supplier.class, Object.class, Callable.class), SCOPE, "fork");
  private static final MethodHandle CLOSE =
      method(methodType(void.class, Object.class), SCOPE, "close");
  private static final MethodHandle STATE =
      method(methodType(Object.class, Object.class), type("$Subtask"), "state");
  private static final MethodHandle EXCEPTION =
      method(methodType(Throwable.class, Object.class), type("$Subtask"), "exception");

  private ScopeApi() {}

  /** Returns the scope's type, or one that is nested in it: {@code $Subtask}. */
  static Class<?> type(String nested) {
    try {
      return Class.forName("java.util.concurrent.StructuredTaskScope" + nested);
    } catch (ClassNotFoundException e) {
      throw unknown(e);
    }
  }

  /**
   * Returns the handle of a method.
   *
   * @param as its type as callers have it, with objects where the JDK has types that JDK 17 lacks
   * @param parameters of the method itself if they are others than those of {@code as}
   */
  static MethodHandle method(MethodType as, Class<?> of, String name, Class<?>... parameters) {
    boolean differ = parameters.length > 0 || as.parameterCount() == 0;
    Class<?>[] own = differ ? parameters : as.dropParameterTypes(0, 1).parameterArray();
    try {
      return MethodHandles.publicLookup().unreflect(of.getMethod(name, own)).asType(as);
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
  }

  @SuppressWarnings("unchecked") // a child supplies what its task returns
  static <U> Supplier<U> fork(Object scope, Callable<? extends U> task) {
    try {
      return (Supplier<U>) (Supplier<?>) FORK.invokeExact(scope, (Callable<?>) task);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  static void close(Object scope) {
    try {
      CLOSE.invokeExact(scope);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  static @Nullable Throwable failure(Supplier<?> child) {
    try {
      Object state = (Object) STATE.invokeExact((Object) child);
      return "FAILED".equals(((Enum<?>) state).name())
          ? (Throwable) EXCEPTION.invokeExact((Object) child)
          : null;
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** Returns what a method threw that declares nothing, or throws it if it is an error. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException as
        ? as
        : new IllegalStateException("StructuredTaskScope declares no " + thrown, thrown);
  }

  /** Returns the exception for a JDK that has another API than its release has elsewhere. */
  static IllegalStateException unknown(ReflectiveOperationException lacking) {
    return new IllegalStateException(
        "wanted StructuredTaskScope as in JDK "
            + Runtime.version().feature()
            + ", this one ("
            + Runtime.version()
            + ") has another: "
            + lacking
            + "; leave it out with --param mechanism=",
        lacking);
  }
}
