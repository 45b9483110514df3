package org.asyncmark.pattern.pool;

/** In which order idle slots are lent. */
public enum Order {
  /** The one that was idle for longest: all of them are used in turn. */
  FIFO,
  /** The one that was given back last: those that are not needed stay idle. */
  LIFO
}
