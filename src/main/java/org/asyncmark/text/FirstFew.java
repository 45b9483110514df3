package org.asyncmark.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** The first few of many things in one line, and how many there are beside them. */
public final class FirstFew {
  private FirstFew() {}

  /**
   * Returns them, for example {@code "a; b; and 3 more"}; empty text if there are none.
   *
   * @param most how many are named, 1 and up
   */
  public static String of(Collection<String> all, int most) {
    String first = all.stream().limit(most).collect(Collectors.joining("; "));
    int more = all.size() - most;
    return more > 0 ? first + "; and " + more + " more" : first;
  }
}
