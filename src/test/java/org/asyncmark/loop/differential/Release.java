package org.asyncmark.loop.differential;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of CPython, such as 3.13.2. */
record Release(int major, int minor, int micro) implements Comparable<Release> {
  static final Release OLDEST = new Release(3, 11, 0);

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");
  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::major)
          .thenComparingInt(Release::minor)
          .thenComparingInt(Release::micro);

  /**
   * Reads a version; what comes after the numbers, as in 3.14.0rc1, is left out.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Release parse(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("want a version such as 3.13.2, got " + version);
    }
    String micro = numbers.group(3);
    return new Release(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        micro == null ? 0 : Integer.parseInt(micro));
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + micro;
  }
}
