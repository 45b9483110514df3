package org.asyncmark.pattern.lock;

import org.asyncmark.leaf.LeafKind;
import org.jspecify.annotations.Nullable;

/** What a contender does while it holds its lock. */
public enum HoldKind {
  /** Nothing but the counting. */
  NONE(null),
  /** Consumes CPU tokens, on the spot. */
  CPU(LeafKind.CPU),
  /** Waits for a time. */
  TIMER(LeafKind.TIMER),
  /** Asks the backend. */
  HTTP(LeafKind.HTTP);

  private final @Nullable LeafKind leaf;

  HoldKind(@Nullable LeafKind leaf) {
    this.leaf = leaf;
  }

  /** Returns the leaf inside the lock; null for {@link #NONE}. */
  @Nullable LeafKind leaf() {
    return leaf;
  }

  /** Tells whether the lock is held across a wait. */
  boolean waits() {
    return this == TIMER || this == HTTP;
  }
}
