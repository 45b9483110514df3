package org.asyncmark.pattern.wait;

import java.util.Objects;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * How a leaf ended.
 *
 * @param leaf its index; if it ended well, the value that it gave, which is to be its index
 * @param failure what it threw; null if it ended well
 */
record End(long leaf, @Nullable Throwable failure) {
  /** Returns the end of a leaf that gave a value. */
  static End well(long value) {
    return new End(value, null);
  }

  /**
   * Returns the end of a future.
   *
   * @param first index of the race's first leaf, from which a value is counted
   * @param index of its leaf within the race
   * @param value null if it failed
   * @param failure null if it did not fail
   */
  static End of(int first, int index, @Nullable Long value, @Nullable Throwable failure) {
    return failure == null
        ? well(Objects.requireNonNull(value, "a leaf has a value or a failure") - first)
        : new End(index, FutureResults.unwrapped(failure));
  }

  boolean failed() {
    return failure != null;
  }
}
