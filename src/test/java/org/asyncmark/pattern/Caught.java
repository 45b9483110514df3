package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** Shows that a rule of a contract can fail. */
public final class Caught {
  /** A wait in vain is a rule that was broken. */
  private static final Duration IN_VAIN = Duration.ofMillis(500);

  private Caught() {}

  /** Requires that a rule, held against something that breaks it, throws or waits in vain. */
  public static void requireBroken(Executable check) {
    assertThatThrownBy(() -> assertTimeoutPreemptively(IN_VAIN, check))
        .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
  }
}
