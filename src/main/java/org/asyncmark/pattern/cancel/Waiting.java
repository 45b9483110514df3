package org.asyncmark.pattern.cancel;

import org.asyncmark.leaf.LeafKind;
import org.jspecify.annotations.Nullable;

/** What tasks wait in when they are cancelled. */
public enum Waiting {
  /** A timer that is far from due. */
  TIMER(LeafKind.TIMER),
  /** A request that the backend does not answer, each on a connection of its own. */
  HTTP(LeafKind.HTTP),
  /** A lock that the caller holds. */
  LOCK(null),
  /** A queue without an item. */
  QUEUE(null);

  private final @Nullable LeafKind leaf;

  Waiting(@Nullable LeafKind leaf) {
    this.leaf = leaf;
  }

  /** Returns the leaf that is waited for; null if there is none. */
  @Nullable LeafKind leaf() {
    return leaf;
  }
}
