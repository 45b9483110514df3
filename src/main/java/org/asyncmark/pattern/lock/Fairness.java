package org.asyncmark.pattern.lock;

import java.util.Arrays;

/**
 * How evenly a lock was shared, as Jain's index.
 *
 * <p>Looked at are the turns before the first contender comes to its last one; after that fewer
 * contend, and in the end all have had the same. Until then, contender {@code i} has had the share
 * {@code x_i} of the turns that there were since it first asked. Whoever was the k-th to ask and
 * has seen fewer than k turns since need not have been served by then in any order, and is left
 * out. Over the {@code m} contenders that remain,
 *
 * <pre>J = (x_1 + … + x_m)² / (m · (x_1² + … + x_m²))</pre>
 *
 * <p>which is 1 if all got the same, and {@code k / m} if {@code k} of them got it all.
 *
 * @see <a href="https://arxiv.org/abs/cs/9809099">Jain, Chiu and Hawe: A quantitative measure of
 *     fairness and discrimination for resource allocation in shared computer systems, DEC-TR-301
 *     (1984)</a>
 */
final class Fairness {
  private static final int NONE = -1;

  private final int[] had;
  private final int[] firstTurn;
  private final long[] firstAsked;

  /**
   * @param contenders of all locks together
   */
  Fairness(int contenders) {
    had = new int[contenders];
    firstTurn = new int[contenders];
    firstAsked = new long[contenders];
  }

  /**
   * Returns the index of a lock in the last op, in which all of its contenders had their turns.
   *
   * @return 0 exclusive to 1; NaN if fewer than two contenders were there for long enough, or each
   *     took the lock once
   */
  double of(Guarded lock) {
    if (lock.contenders < 2 || lock.acquisitions < 2) {
      return Double.NaN;
    }
    for (int turn = 0; turn < lock.turns(); turn++) {
      had[lock.holders[turn]] = 0;
      firstTurn[lock.holders[turn]] = NONE;
    }
    int end = NONE;
    int asked = 0;
    for (int turn = 0; turn < lock.turns(); turn++) {
      int holder = lock.holders[turn];
      if (firstTurn[holder] == NONE) {
        firstTurn[holder] = turn;
        firstAsked[asked++] = lock.askedNanos[turn];
      }
      if (end == NONE) {
        if (had[holder] + 1 == lock.acquisitions) {
          end = turn;
        } else {
          had[holder]++;
        }
      }
    }
    Arrays.sort(firstAsked, 0, asked);
    return jain(lock, end);
  }

  private double jain(Guarded lock, int end) {
    int members = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int turn = 0; turn < lock.turns(); turn++) {
      int contender = lock.holders[turn];
      if (firstTurn[contender] == turn) {
        int chances = lock.turnsSinceAsking(turn, end);
        int before = Arrays.binarySearch(firstAsked, 0, lock.contenders, lock.askedNanos[turn]);
        if (chances > before) {
          double share = (double) had[contender] / chances;
          members++;
          sum += share;
          sumOfSquares += share * share;
        }
      }
    }
    return members < 2 ? Double.NaN : sum * sum / (members * sumOfSquares);
  }
}
