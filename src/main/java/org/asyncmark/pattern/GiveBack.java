package org.asyncmark.pattern;

import java.util.function.Supplier;

/** Gives back what was opened for something that then cannot be opened itself. */
public final class GiveBack {
  private GiveBack() {}

  /**
   * Opens something.
   *
   * @param giveBack run if {@code opening} throws, whatever it throws
   */
  public static <T> T onFailure(Runnable giveBack, Supplier<T> opening) {
    boolean opened = false;
    try {
      T result = opening.get();
      opened = true;
      return result;
    } finally {
      if (!opened) {
        giveBack.run();
      }
    }
  }
}
