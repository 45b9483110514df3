package org.asyncmark.pattern.taskgroup;

/**
 * A full tree of tasks. Its leaves are numbered from 0 on, from left to right.
 *
 * @param fanOut children of a node, 1 and up
 * @param depth levels of children below the root, 1 and up
 */
record Tree(int fanOut, int depth) {
  /** Returns the leaves below a node that has so many levels below it. */
  int leaves(int levels) {
    int leaves = 1;
    for (int level = 0; level < levels; level++) {
      leaves = Math.multiplyExact(leaves, fanOut);
    }
    return leaves;
  }

  /** Returns all leaves. */
  int leaves() {
    return leaves(depth);
  }

  /** Returns all tasks, which is every node but the root. */
  int tasks() {
    int tasks = 0;
    for (int level = 1; level <= depth; level++) {
      tasks += leaves(level);
    }
    return tasks;
  }

  /** Returns the sum of the leaves' numbers. */
  long sum() {
    return (long) leaves() * (leaves() - 1) / 2;
  }
}
