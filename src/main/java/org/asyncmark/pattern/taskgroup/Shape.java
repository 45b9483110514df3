package org.asyncmark.pattern.taskgroup;

/** How groups stand in one another. */
public enum Shape {
  /** One group of leaves. */
  FLAT(Integer.MAX_VALUE, 1_000),
  /** Groups of six: six levels of them are the 46 656 leaves of pyperformance's async_tree. */
  TREE(6, 46_656),
  /** Groups of ten, as in the skynet benchmark: six levels of them are a million leaves. */
  SKYNET(10, 100_000);

  private final int fanOut;
  private final int byDefault;

  Shape(int fanOut, int byDefault) {
    this.fanOut = fanOut;
    this.byDefault = byDefault;
  }

  /**
   * Returns the least full tree of this shape that has enough leaves.
   *
   * @param leaves at least so many; 0 for as many as the shape usually has
   */
  Tree tree(int leaves) {
    int wanted = leaves == 0 ? byDefault : leaves;
    if (this == FLAT) {
      return new Tree(wanted, 1);
    }
    Tree tree = new Tree(fanOut, 1);
    while (tree.leaves() < wanted) {
      tree = new Tree(fanOut, tree.depth() + 1);
    }
    return tree;
  }
}
