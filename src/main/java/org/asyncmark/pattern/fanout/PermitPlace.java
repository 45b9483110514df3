package org.asyncmark.pattern.fanout;

/** Where the permit of a leaf is taken. */
public enum PermitPlace {
  /** In the task of the leaf: all tasks are started at once, and wait. */
  INSIDE("inside"),
  /** By whoever starts the tasks, before each: there are no more tasks than permits. */
  BEFORE("before");

  private final String id;

  PermitPlace(String id) {
    this.id = id;
  }

  /** Returns the word for this place on the command line and in file names. */
  public String id() {
    return id;
  }
}
