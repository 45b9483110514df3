package org.asyncmark.analyse;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter: a whole number from 0 up, or a word. It is told once, from its text,
 * which it is. Numbers come before words, by size.
 */
public final class Value implements Comparable<Value> {
  // 007 would give one number two texts, and more digits do not fit into a long
  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

  private final String text;
  private final OptionalLong number;

  private Value(String text, OptionalLong number) {
    this.text = text;
    this.number = number;
  }

  /** Returns the value that a text is. */
  public static Value of(String text) {
    return new Value(
        text,
        NUMBER.matcher(text).matches()
            ? OptionalLong.of(Long.parseLong(text))
            : OptionalLong.empty());
  }

  /**
   * Returns the value of a number.
   *
   * @param number 0 and up
   */
  public static Value of(long number) {
    return of(Long.toString(number));
  }

  /** Returns the number; empty if this is a word. */
  public OptionalLong number() {
    return number;
  }

  @Override
  public int compareTo(Value other) {
    if (number.isPresent() && other.number.isPresent()) {
      return Long.compare(number.getAsLong(), other.number.getAsLong());
    }
    if (number.isPresent() != other.number.isPresent()) {
      return number.isPresent() ? -1 : 1;
    }
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Value value && text.equals(value.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the text, as it stands in labels. */
  @Override
  public String toString() {
    return text;
  }
}
