package org.asyncmark.pattern.queue;

/**
 * What one consumer took in one op, in order, and when it took the timed ones. Only that consumer
 * writes; who waits for the op reads. Arrays of its own, so that consumers do not write to one
 * cache line.
 */
final class Taken {
  private final int[] items;
  private final long[] nanos;
  private int count;
  private boolean ended;

  /**
   * Creates room for the items of one op.
   *
   * @param room number of items that one consumer may take, 0 and up
   */
  Taken(int room) {
    items = new int[room];
    nanos = new long[room];
  }

  /** Notes that a take has returned an item now. */
  void add(Long item) {
    int number = item.intValue();
    if (count < items.length) { // else there is one too many, which is the oracle's to see
      items[count] = number;
      if (number % Ledger.TIMED == 0) {
        nanos[count] = System.nanoTime();
      }
    }
    count++;
  }

  /** Notes that the consumer will take nothing more. */
  void end() {
    ended = true;
  }

  void clear() {
    count = 0;
    ended = false;
  }

  int count() {
    return count;
  }

  int item(int position) {
    return items[position];
  }

  /** Returns when a timed item was taken, on the scale of {@link System#nanoTime}. */
  long nanos(int position) {
    return nanos[position];
  }

  boolean hasEnded() {
    return ended;
  }
}
