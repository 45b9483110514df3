package org.asyncmark.loop.differential;

import java.util.List;

/**
 * What a program did: a line for each event in order, with its virtual time and task, and then the
 * state in which it left every task and resource.
 *
 * @param lines such as {@code 12 t3 get q0 -> 5} and {@code end l0 locked}
 */
record Trace(List<String> lines) {
  private static final int COLUMN = 48;
  private static final String NONE = "-";

  Trace {
    lines = List.copyOf(lines);
  }

  /** Returns the index of the first line that is not the same, or -1. */
  int firstDifference(Trace other) {
    int longer = Math.max(lines.size(), other.lines.size());
    for (int i = 0; i < longer; i++) {
      if (!line(i).equals(other.line(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns a line, or a dash if there are fewer. */
  String line(int index) {
    return index < lines.size() ? lines.get(index) : NONE;
  }

  /** Shows two traces line by line; those that differ are marked. */
  static String sideBySide(String leftName, Trace left, String rightName, Trace right) {
    StringBuilder text = new StringBuilder();
    row(text, "  ", leftName, rightName);
    int longer = Math.max(left.lines.size(), right.lines.size());
    for (int i = 0; i < longer; i++) {
      boolean same = left.line(i).equals(right.line(i));
      row(text, same ? "  " : "* ", left.line(i), right.line(i));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String mark, String left, String right) {
    text.append(mark).append(left);
    text.append(" ".repeat(Math.max(1, COLUMN - left.length())));
    text.append("| ").append(right).append('\n');
  }
}
