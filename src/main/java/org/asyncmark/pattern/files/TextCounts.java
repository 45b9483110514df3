package org.asyncmark.pattern.files;

/**
 * What {@code wc} counts in a text.
 *
 * @param lines line feeds, 0 and up
 * @param words longest runs of bytes that are no white space of ASCII, 0 and up
 * @param characters code points of UTF-8, 0 and up
 */
record TextCounts(long lines, long words, long characters) {
  @Override
  public String toString() {
    return lines + " lines, " + words + " words, " + characters + " characters";
  }
}
