package org.asyncmark.text;

/** A number of things, in words. */
public final class Counted {
  private Counted() {}

  /** Returns for example {@code 1 fork} or {@code 12 forks}. */
  public static String of(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
