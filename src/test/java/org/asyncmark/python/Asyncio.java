package org.asyncmark.python;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the package {@code asyncmark} in a Python. From any thread.
 *
 * @param replaced functions that stand in for others, by the names of those
 */
public record Asyncio(PythonProcess process, Map<String, String> replaced) {
  /** Returns the same but for one function. */
  Asyncio with(String function, String instead) {
    return new Asyncio(process, Map.of(function, instead));
  }

  /**
   * Calls a function and waits for it; an interrupt cancels it.
   *
   * @param function its module and its name
   * @param args text, numbers, lists of them, leaves, objects and what earlier calls have returned
   * @return null, text, a number as {@code Long} or {@code Double}, what was thrown, a {@code List}
   *     of all that, or what was {@link Kept}
   * @throws ExecutionException with what it threw: if that came from a leaf, what the leaf threw
   */
  public @Nullable Object call(String function, Object... args)
      throws ExecutionException, InterruptedException {
    return process.call(null, replaced.getOrDefault(function, function), args);
  }

  /** Calls a method of what an earlier call has returned, in the same way. */
  public @Nullable Object call(Kept of, String method, Object... args)
      throws ExecutionException, InterruptedException {
    return process.call(of, method, args);
  }

  /**
   * Calls a function that makes something and waits for nothing.
   *
   * @throws IllegalStateException if it fails
   */
  public Kept open(String function, Object... args) {
    return (Kept) now(function, args);
  }

  /** Calls a function that waits for nothing, in the same way. */
  public @Nullable Object now(String function, Object... args) {
    return atOnce(function, () -> call(function, args));
  }

  /**
   * Calls a method that waits for nothing.
   *
   * @throws IllegalStateException if it fails
   */
  public @Nullable Object now(Kept of, String method, Object... args) {
    return atOnce(method, () -> call(of, method, args));
  }

  private static @Nullable Object atOnce(String name, Callable<@Nullable Object> call) {
    try {
      return call.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was cut short", e);
    } catch (Exception e) {
      throw new IllegalStateException(name + " failed", e.getCause());
    }
  }
}
