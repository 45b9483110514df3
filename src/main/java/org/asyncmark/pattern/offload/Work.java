package org.asyncmark.pattern.offload;

import org.asyncmark.leaf.LeafKind;

/** What a call does. */
public enum Work {
  /** It keeps its thread waiting: {@code Thread.sleep}. */
  BLOCKING(LeafKind.TIMER),
  /** It computes. */
  CPU(LeafKind.CPU);

  private final LeafKind leaf;

  Work(LeafKind leaf) {
    this.leaf = leaf;
  }

  LeafKind leaf() {
    return leaf;
  }
}
