package org.asyncmark.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object here whose methods Python calls. */
@FunctionalInterface
public interface Elsewhere {
  /**
   * Calls a method. One call at a time; Python's loop stands still meanwhile.
   *
   * @param args values as {@link Asyncio#call} returns them
   * @return null, or what can be an argument
   */
  @Nullable Object call(String method, List<?> args) throws Exception;

  /** A method of an object here, as an argument. */
  record Method(Elsewhere of, String name) {}
}
