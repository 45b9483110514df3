package org.asyncmark.loop.differential;

/**
 * A random program: tasks that all start at time 0, in order.
 *
 * @param seed what {@link ProgramGenerator} made it of
 * @param root a statement {@code program}, whose statements are {@code (task 1 …)} and so on
 */
record Program(long seed, Statement root) {
  Program with(Statement other) {
    return new Program(seed, other);
  }

  /** Returns the program on one line, as {@link Statement#parse} reads it. */
  String text() {
    return root.toString();
  }
}
