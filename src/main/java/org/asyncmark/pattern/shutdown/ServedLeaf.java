package org.asyncmark.pattern.shutdown;

import org.asyncmark.leaf.LeafKind;

/** What a service does for an offer: what does not wait could not be aborted. */
public enum ServedLeaf {
  /** Asks the backend. */
  HTTP(LeafKind.HTTP),
  /** Waits for a time. */
  TIMER(LeafKind.TIMER);

  private final LeafKind kind;

  ServedLeaf(LeafKind kind) {
    this.kind = kind;
  }

  LeafKind kind() {
    return kind;
  }
}
