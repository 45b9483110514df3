package org.asyncmark.pattern.broadcast;

/** What happens to a message for a subscriber whose buffer is full. */
public enum Overflow {
  /** The publisher waits until there is room, and all other subscribers wait with it. */
  BLOCK,
  /** The oldest message of the buffer is dropped for it, so that the newest always arrives. */
  DROP_OLDEST,
  /**
   * The subscriber is disconnected: it still gets what its buffer holds, and nothing more, though
   * there may be room again.
   */
  DISCONNECT
}
