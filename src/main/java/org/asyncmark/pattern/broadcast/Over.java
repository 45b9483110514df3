package org.asyncmark.pattern.broadcast;

/** How messages come to subscribers. */
public enum Over {
  /** Subscribers take them from their buffers. */
  PROCESS,
  /**
   * Each subscriber has a TCP connection to the publisher's server in this JVM; what takes from its
   * buffer sends.
   */
  TCP
}
