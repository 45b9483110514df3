package org.asyncmark.python;

import java.util.List;

/** What a Python function threw, if no leaf did. */
public final class PythonException extends Exception {
  private static final long serialVersionUID = 1;

  private final String type;
  private final String text;
  private final transient List<Throwable> causes;

  PythonException(String type, String text, List<Throwable> causes) {
    super(type + ": " + text);
    this.type = type;
    this.text = text;
    this.causes = causes;
  }

  /** Tells whether it is of a class. */
  public boolean is(String className) {
    return type.equals(className);
  }

  /** Returns what it says. */
  public String text() {
    return text;
  }

  /** Returns a failure, or the first one in it if it is an exception group, at any depth. */
  public static Throwable firstOf(Throwable failure) {
    return failure instanceof PythonException python && !python.causes.isEmpty()
        ? firstOf(python.causes.get(0))
        : failure;
  }
}
