package org.asyncmark.pattern.lock;

/**
 * Who contends for what in an op.
 *
 * @param contenders number of tasks, 1 and up
 * @param locks number of locks, 1 and up; contender {@code i} contends for lock {@code i % locks}
 * @param acquisitions how often each contender takes its lock, 1 and up
 */
record LockPlan(int contenders, int locks, int acquisitions) {
  LockPlan {
    require(contenders, "contenders");
    require(locks, "locks");
    require(acquisitions, "acquisitions");
    Math.multiplyExact(contenders, acquisitions);
  }

  int lockOf(int contender) {
    return contender % locks;
  }

  int contendersOf(int lock) {
    return (contenders - lock + locks - 1) / locks;
  }

  /** Returns the number of an acquisition within the op, which is that of the leaf inside it. */
  int leafOf(int contender, int acquisition) {
    return contender * acquisitions + acquisition;
  }

  int leaves() {
    return contenders * acquisitions;
  }

  private static void require(int number, String name) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, got " + number);
    }
  }
}
