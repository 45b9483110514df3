package org.asyncmark.pattern.stream;

/**
 * What one op passes from its source to its consumer.
 *
 * @param ahead items that may lie between them, 0 and up; with 0 the source hands each item over
 * @param items that the consumer takes, 0 and up
 * @param ending what comes after them
 */
public record StreamShape(int ahead, int items, Ending ending) {
  public StreamShape {
    if (ahead < 0 || items < 0) {
      throw new IllegalArgumentException(
          "ahead and items must be 0 or more, got " + ahead + " and " + items);
    }
  }

  /** Returns how many items a source has begun at most: one is in its hand. */
  int begunAtMost() {
    return items + (ending == Ending.CLOSED ? ahead + 1 : 0);
  }

  /** Returns the leaves of an op: the consumer's for each item, then the source's. */
  int leaves() {
    return items + begunAtMost();
  }

  /** Returns the number of the source's leaf for an item; the consumer's is that of the item. */
  int leafOfSource(int item) {
    return items + item;
  }
}
