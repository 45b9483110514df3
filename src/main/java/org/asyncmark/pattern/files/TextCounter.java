package org.asyncmark.pattern.files;

/**
 * Counts lines, words and characters of a text in UTF-8 that comes in chunks. It decodes nothing: a
 * code point is counted at the first of its bytes, and whether the last byte was of a word is kept,
 * so that a chunk may end anywhere. White space is that of ASCII: space, tab, line feed, vertical
 * tab, form feed and carriage return. For one thread after the other.
 */
final class TextCounter {
  private static final int CONTINUATION_MASK = 0xC0;
  private static final int CONTINUATION = 0x80;

  private long lines;
  private long words;
  private long characters;
  private boolean inWord;

  /**
   * Counts the next chunk.
   *
   * @param length of the chunk, which begins with the first byte
   */
  void add(byte[] chunk, int length) {
    for (int i = 0; i < length; i++) {
      byte next = chunk[i];
      boolean space = next == ' ' || (next >= '\t' && next <= '\r');
      lines += next == '\n' ? 1 : 0;
      words += !space && !inWord ? 1 : 0;
      characters += (next & CONTINUATION_MASK) == CONTINUATION ? 0 : 1;
      inWord = !space;
    }
  }

  /** Returns what was counted so far. */
  TextCounts counts() {
    return new TextCounts(lines, words, characters);
  }
}
