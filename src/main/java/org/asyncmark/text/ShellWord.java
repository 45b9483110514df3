package org.asyncmark.text;

import java.util.regex.Pattern;

/** A word of a command that is printed to be pasted into a shell. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.,:=+/@%-]+");

  private ShellWord() {}

  /** Returns the word as a POSIX shell has to be given it: in quotes if it needs them. */
  public static String of(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
