package org.asyncmark.jdk;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A jar of the user's own code, by what is in it; where it lies is not told.
 *
 * @param file its name without its folder
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record OwnJar(String file, String sha256) {
  private static final int SHORT_HASH = 7;

  /** Returns names and first digits of hashes, for example {@code lib.jar 8ca8006}. */
  public static String inWords(List<OwnJar> jars) {
    return jars.stream()
        .map(jar -> jar.file + " " + jar.sha256.substring(0, SHORT_HASH))
        .collect(joining(", "));
  }

  /** Tells whether jars have the same bytes in the same order, whatever their names. */
  public static boolean same(List<OwnJar> some, List<OwnJar> others) {
    return hashes(some).equals(hashes(others));
  }

  private static List<String> hashes(List<OwnJar> jars) {
    return jars.stream().map(OwnJar::sha256).toList();
  }
}
