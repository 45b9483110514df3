package org.asyncmark.pattern.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;

/**
 * A text in UTF-8 that is drawn from a seed, and what is in it, which is known from how it was
 * made: words of characters of one to four bytes, with white space between them.
 */
final class Text {
  private static final int LONGEST_WORD = 5;
  private static final int WIDEST = 4;

  /** The first of some characters of one, two, three and four bytes each. */
  private static final int[] FIRST = {'a', 0xE0, 0x4E00, 0x1F600};

  private static final int SOME = 26;
  private static final String[] SPACES = {" ", " ", "\n", "\t", "  ", "\r\n"};
  private static final int MOST_BYTES = LONGEST_WORD * WIDEST + 2;

  private final byte[] utf8;
  private final TextCounts counts;

  private Text(byte[] utf8, TextCounts counts) {
    this.utf8 = utf8;
    this.counts = counts;
  }

  /**
   * Draws a text.
   *
   * @param bytes its length, 1 and up; what is left behind the last word that is drawn is filled
   *     with one more
   */
  static Text drawn(long seed, int bytes) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(bytes);
    int lines = 0;
    int words = 0;
    int characters = 0;
    int room = bytes;
    for (; room >= MOST_BYTES; words++) {
      for (int left = random.nextInt(1, LONGEST_WORD + 1); left > 0; left--) {
        int width = random.nextInt(1, WIDEST + 1);
        text.appendCodePoint(FIRST[width - 1] + random.nextInt(SOME));
        characters++;
        room -= width;
      }
      String space = SPACES[random.nextInt(SPACES.length)];
      text.append(space);
      lines += space.endsWith("\n") ? 1 : 0;
      characters += space.length();
      room -= space.length();
    }
    text.append("x".repeat(room));
    words += room > 0 ? 1 : 0;
    characters += room;
    return new Text(text.toString().getBytes(UTF_8), new TextCounts(lines, words, characters));
  }

  /** Returns its bytes, which are not to be changed. */
  byte[] utf8() {
    return utf8;
  }

  /** Returns what is in it. */
  TextCounts counts() {
    return counts;
  }
}
