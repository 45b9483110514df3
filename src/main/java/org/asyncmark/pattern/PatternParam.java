package org.asyncmark.pattern;

import java.util.List;

/**
 * A parameter of a pattern as users see it.
 *
 * @param name JMH's name of it, with its unit
 * @param meaning one line
 * @param choices the values that are allowed; empty if it is a number
 * @param min least number, if {@code choices} is empty
 * @param max greatest number, if {@code choices} is empty
 */
public record PatternParam(String name, String meaning, List<String> choices, long min, long max) {
  public PatternParam {
    choices = List.copyOf(choices);
  }

  /** Returns a parameter that takes one of some words. */
  public static PatternParam choice(String name, String meaning, List<String> choices) {
    return new PatternParam(name, meaning, choices, 0, 0);
  }

  /** Returns a parameter that takes a whole number. */
  public static PatternParam number(String name, String meaning, long min, long max) {
    return new PatternParam(name, meaning, List.of(), min, max);
  }

  /** Returns what values are allowed, in words. */
  public String allowed() {
    return choices.isEmpty() ? min + " to " + max : String.join(", ", choices);
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it is not allowed; the message names what is
   */
  public void check(String value) {
    if (choices.isEmpty() ? !isNumberInRange(value) : !choices.contains(value)) {
      throw new IllegalArgumentException(
          "parameter "
              + name
              + " got '"
              + value
              + "'; "
              + (choices.isEmpty() ? "give a whole number from " : "choose from ")
              + allowed());
    }
  }

  private boolean isNumberInRange(String value) {
    try {
      long number = Long.parseLong(value);
      // 007 and +7 would give one cell two names
      return Long.toString(number).equals(value) && number >= min && number <= max;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
