package org.asyncmark.pattern.timeout;

import org.asyncmark.leaf.LeafKind;

/** What a leaf with a deadline does: what does not wait would not notice its deadline. */
public enum TimedLeaf {
  /** Asks the backend. */
  HTTP(LeafKind.HTTP),
  /** Waits for a time. */
  TIMER(LeafKind.TIMER);

  private final LeafKind kind;

  TimedLeaf(LeafKind kind) {
    this.kind = kind;
  }

  /** Returns what kind of leaf it is. */
  public LeafKind kind() {
    return kind;
  }
}
