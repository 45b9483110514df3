package org.asyncmark.store;

import java.util.regex.Pattern;

/** Names out of foreign files, so that they stand on one line and lead no terminal astray. */
final class ForeignName {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  /** Characters without a form: those that turn the direction of text, halves of characters. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cf}\\p{Cs}&&[^\\u00AD\\u200C\\u200D]]");

  private ForeignName() {}

  /**
   * Returns a name with a space for each run of control characters, and the code of each character
   * that is not seen. Names that differ may become equal.
   */
  static String plain(String name) {
    if (name.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return name.strip(); // most are, and patterns take a while
    }
    String line = CONTROLS.matcher(name).replaceAll(" ").strip();
    return UNSEEN.matcher(line).replaceAll(found -> code(found.group()));
  }

  private static String code(String unseen) {
    return "\\\\u" + Integer.toHexString(0x10000 | unseen.codePointAt(0)).substring(1);
  }
}
