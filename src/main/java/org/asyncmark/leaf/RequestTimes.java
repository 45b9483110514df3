package org.asyncmark.leaf;

import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of a client note their times; and whether its connections are kept. A request
 * that has a connection of its own connects within its time, and is over when its answer is there,
 * before its connection is closed.
 *
 * @param requests when each request is sent and has its answer
 * @param connects when each request connects, if it has a connection of its own; null if
 *     connections are kept
 */
record RequestTimes(LeafTimes requests, @Nullable LeafTimes connects) {
  boolean areOfKept() {
    return connects == null;
  }

  /** Notes that a request has to wait for its connection to be opened. */
  void connecting(int index) {
    if (connects != null) {
      requests.start(index);
      connects.start(index);
    }
  }

  /** Notes that a request has its connection and is sent. */
  void sending(int index) {
    if (connects == null) {
      requests.start(index);
    } else {
      connects.end(index);
    }
  }

  /** Notes that a request has its answer. */
  void answered(int index) {
    requests.end(index);
  }
}
