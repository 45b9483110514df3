package org.asyncmark.loop;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text of what belongs to the user, whose {@code toString} may throw and must not matter. */
final class SafeText {
  private SafeText() {}

  /** Returns {@link String#valueOf(Object)}, or the class and what its {@code toString} threw. */
  static String of(@Nullable Object object) {
    try {
      return String.valueOf(object);
    } catch (Throwable e) { // an Error, too: a text is no reason to lose a callback
      return Objects.requireNonNull(object, "null has a text").getClass().getName()
          + ", whose toString threw "
          + e.getClass().getName();
    }
  }
}
