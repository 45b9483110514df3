package org.asyncmark.pattern.gather;

import org.jspecify.annotations.Nullable;

/**
 * How one leaf of a collecting gather ended.
 *
 * @param value the result; 0 if the leaf failed
 * @param failure what the leaf threw, or null
 */
public record Outcome(long value, @Nullable Throwable failure) {
  /** Returns the outcome of a leaf with a result. */
  public static Outcome of(long value) {
    return new Outcome(value, null);
  }

  /** Returns the outcome of a leaf that failed. */
  public static Outcome failed(Throwable failure) {
    return new Outcome(0, failure);
  }
}
