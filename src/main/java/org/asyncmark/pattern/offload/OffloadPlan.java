package org.asyncmark.pattern.offload;

import java.util.BitSet;

/**
 * What the requests of an op do.
 *
 * @param requests that are there at once, 1 and up
 * @param calls of each request, one after the other, 1 and up
 * @param idle those of all calls that have nothing to do and end at once, in place
 * @param place where the others are made
 * @param threads of the pool that calls are offloaded to, 1 and up
 */
public record OffloadPlan(int requests, int calls, BitSet idle, Place place, int threads) {
  /** Returns the number of calls of an op. */
  public int allCalls() {
    return requests * calls;
  }

  /** Returns the number of a call within the op, which is that of its leaf. */
  int leafOf(int request, int call) {
    return request * calls + call;
  }

  /** Tells whether a call is handed to the pool. */
  boolean offloads(int leaf) {
    return place == Place.OFFLOADED && !idle.get(leaf);
  }
}
