package org.asyncmark.pattern.taskgroup;

/** How many leaves of an op fail. */
public enum Failing {
  /** None. */
  NONE,
  /** One, at a place and after a part of its wait that are drawn. */
  ONE
}
