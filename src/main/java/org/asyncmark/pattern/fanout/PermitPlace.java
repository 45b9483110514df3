package org.asyncmark.pattern.fanout;

/** Where the permit of a leaf is taken. */
public enum PermitPlace {
  /** In the task of the leaf: all tasks are started at once, and wait. */
  INSIDE,
  /** By whoever starts the tasks, before each: there are no more tasks than permits. */
  BEFORE
}
