package org.asyncmark.pattern.offload;

/** Where a call that blocks or computes is made. */
public enum Place {
  /** On a pool of platform threads that is there for nothing else. */
  OFFLOADED,
  /** Where its request runs: on the loop, the executor, or the thread of the request. */
  INLINE
}
