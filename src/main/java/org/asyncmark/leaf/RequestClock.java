package org.asyncmark.leaf;

import org.asyncmark.measure.LeafTimes;

/** Is told when a client works on a request: not while the request waits for a connection. */
interface RequestClock {
  /** Takes no notice. */
  RequestClock NONE =
      new RequestClock() {
        @Override
        public void started(int index) {}

        @Override
        public void ended(int index) {}
      };

  /** The request has a connection and is about to be sent. */
  void started(int index);

  /** The response is there and is the right one. */
  void ended(int index);

  /** Returns a clock that notes the times of each leaf. */
  static RequestClock of(LeafTimes times) {
    return new RequestClock() {
      @Override
      public void started(int index) {
        times.start(index);
      }

      @Override
      public void ended(int index) {
        times.end(index);
      }
    };
  }
}
