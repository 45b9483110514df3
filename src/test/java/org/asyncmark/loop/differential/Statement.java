package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * One statement of a random program: a word for what is done, words for what it is done with, and
 * the statements inside it. As text: {@code (with l0 (sleep 3))}.
 *
 * @param op what is done
 * @param args names of resources, numbers of tasks, times
 * @param body statements inside, empty for most
 */
record Statement(String op, List<String> args, List<Statement> body) {
  Statement {
    args = List.copyOf(args);
    body = List.copyOf(body);
  }

  static Statement of(String op, Object... args) {
    return block(op, List.of(), args);
  }

  static Statement block(String op, List<Statement> body, Object... args) {
    List<String> words = new ArrayList<>();
    for (Object arg : args) {
      words.add(arg.toString());
    }
    return new Statement(op, words, body);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is no statement
   */
  static Statement parse(String text) {
    StringTokenizer tokens = new StringTokenizer(text, "() \n", true);
    if (!next(tokens).equals("(")) {
      throw new IllegalArgumentException("want a statement such as (sleep 3), got " + text);
    }
    return parse(tokens);
  }

  private static Statement parse(StringTokenizer tokens) {
    String op = next(tokens);
    List<String> args = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    for (String token = next(tokens); !token.equals(")"); token = next(tokens)) {
      if (token.equals("(")) {
        body.add(parse(tokens));
      } else {
        args.add(token);
      }
    }
    return new Statement(op, args, body);
  }

  private static String next(StringTokenizer tokens) {
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (!token.isBlank()) {
        return token;
      }
    }
    throw new IllegalArgumentException("want a ) at the end of each statement, got none");
  }

  String arg(int index) {
    return args.get(index);
  }

  int number(int index) {
    return Integer.parseInt(args.get(index));
  }

  Statement withBody(List<Statement> other) {
    return new Statement(op, args, other);
  }

  /** Returns the number of statements in here, this one included. */
  int size() {
    return 1 + body.stream().mapToInt(Statement::size).sum();
  }

  /** Returns the word and its arguments, without what is inside. */
  String head() {
    return args.isEmpty() ? op : op + " " + String.join(" ", args);
  }

  /** Returns this on one line, for {@link #parse}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(").append(head());
    body.forEach(each -> text.append(' ').append(each));
    return text.append(')').toString();
  }

  /** Returns this with each statement on a line of its own, for people. */
  String indented() {
    return indented("");
  }

  private String indented(String indent) {
    StringBuilder text = new StringBuilder(indent).append('(').append(head());
    body.forEach(each -> text.append('\n').append(each.indented(indent + "  ")));
    return text.append(')').toString();
  }
}
