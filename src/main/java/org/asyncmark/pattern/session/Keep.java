package org.asyncmark.pattern.session;

import org.asyncmark.pattern.ResultCheck;

/** How long a session lasts. */
public enum Keep {
  /** It is open before and after: requests find connections that are open. */
  KEPT,
  /** Each request opens one of its own, and closes it behind the answer. */
  PER_REQUEST;

  /**
   * Holds ops to the connections that they may open: of a session that is kept no more than it may
   * have, however many requests there were; else one for each request.
   *
   * @param opened connections that the ops have opened, as the server says
   * @param requests of all these ops
   * @param connections that a session may have
   * @throws IllegalStateException if they opened others
   */
  void requireOpened(long opened, long requests, int connections, ResultCheck check) {
    if (this == KEPT ? opened > connections : opened != requests) {
      throw check.failed(
          requests
              + " requests opened "
              + opened
              + " connections, wanted "
              + (this == KEPT ? connections + " at most" : "one each"));
    }
  }
}
