package org.asyncmark.leaf;

import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;

/** stub. */
final class HttpLeaf {
  private HttpLeaf() {}

  static BlockingLeaf blocking(LeafSpec spec, LeafTimes times) {
    throw new UnsupportedOperationException();
  }

  static FutureLeaf future(LeafSpec spec, LeafTimes times) {
    throw new UnsupportedOperationException();
  }

  static LoopLeaf loop(LeafSpec spec, LeafTimes times, EventLoop loop) {
    throw new UnsupportedOperationException();
  }
}
