package org.asyncmark.leaf;

import java.util.List;
import org.asyncmark.Choice;

/** What a leaf does. */
public enum LeafKind {
  /** Consumes a number of JMH's CPU tokens. */
  CPU("cpu"),
  /** Waits for a time, on the timer that is idiomatic in the model. */
  TIMER("timer"),
  /** Gets a document from a server on the loopback interface over a kept-alive connection. */
  HTTP("http");

  private final String id;

  LeafKind(String id) {
    this.id = id;
  }

  /** Returns the word for this kind on the command line and in file names. */
  public String id() {
    return id;
  }

  /**
   * Returns the kind with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static LeafKind of(String id) {
    return Choice.of("leaf", id, List.of(values()), LeafKind::id);
  }
}
