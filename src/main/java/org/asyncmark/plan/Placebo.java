package org.asyncmark.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which arms of the baseline JDK are measured a second time under another name. Such a pair does
 * not differ, so that it shows what this machine takes for a difference. Only arms of six rounds or
 * more have one, because fewer give no verdict.
 */
public enum Placebo {
  /** None. */
  NONE,
  /** The first model of the first cell of each pattern and placement. */
  ONE,
  /** Every model of the first cell of each pattern and placement. */
  CELL,
  /** Every arm of the baseline. */
  ALL;

  /** What is behind the baseline's name in the name of its placebo. */
  static final String SUFFIX = "-again";

  static final int LEAST_ROUNDS = 6;

  /** Returns the word for it on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the choice with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Placebo of(String id) {
    return Arrays.stream(values())
        .filter(placebo -> placebo.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown placebo '"
                        + id
                        + "'; choose from "
                        + Arrays.stream(values())
                            .map(Placebo::id)
                            .collect(Collectors.joining(", "))));
  }
}
