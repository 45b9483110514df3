package org.asyncmark.leaf;

/** Bytes of a header: comparing them without making strings, and showing them in messages. */
final class HttpText {
  private static final int SHOWN_BYTES = 60;

  private HttpText() {}

  /** Tells whether bytes are a word, whatever its case. The word is in lower case. */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      int b = bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i];
      if (b != lowerCase.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a list that is separated by commas has a word, whatever its case. */
  static boolean listHas(byte[] bytes, int from, int to, String lowerCase) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || bytes[i] == ',') {
        int first = skipBlanks(bytes, start, i);
        if (equalsIgnoreCase(bytes, first, trimBlanks(bytes, first, i), lowerCase)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** Returns the first position from {@code from} that is neither space nor tab. */
  static int skipBlanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  /** Returns the end of what stands before the spaces and tabs that end at {@code to}. */
  static int trimBlanks(byte[] bytes, int from, int to) {
    int i = to;
    while (i > from && isBlank(bytes[i - 1])) {
      i--;
    }
    return i;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /**
   * Returns the first bytes as one line for a message: what is not printable ASCII is {@code ?}.
   */
  static String shown(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(length, SHOWN_BYTES); i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '?');
    }
    return length > SHOWN_BYTES ? text.append("...").toString() : text.toString();
  }
}
