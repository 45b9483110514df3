package org.asyncmark.pattern;

import org.asyncmark.leaf.LeafKind;

/** What a leaf does that waits, so that it can be cancelled: a cpu leaf could not be. */
public enum WaitingLeaf {
  /** Asks the backend. */
  HTTP(LeafKind.HTTP),
  /** Waits for a time. */
  TIMER(LeafKind.TIMER);

  private final LeafKind kind;

  WaitingLeaf(LeafKind kind) {
    this.kind = kind;
  }

  /** Returns what kind of leaf it is. */
  public LeafKind kind() {
    return kind;
  }
}
