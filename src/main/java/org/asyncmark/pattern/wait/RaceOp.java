package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.PlannedOps;

/**
 * The race of a request: what was drawn for it, and what became of it. Whoever hands over an end or
 * ends the race writes here, one after the other; read once it is quiet.
 */
final class RaceOp {
  private final PlannedOps.Taken<DrawnEnds> drawn;
  private final int leaves;
  private final List<End> handed = new ArrayList<>();
  private final long startedNanos = System.nanoTime();
  private List<End> ends = List.of();
  private long tookNanos;

  /**
   * Creates a race that starts now.
   *
   * @param leaves how many there are, 1 and up
   */
  RaceOp(PlannedOps.Taken<DrawnEnds> drawn, int leaves) {
    this.drawn = drawn;
    this.leaves = leaves;
  }

  int leaves() {
    return leaves;
  }

  /** Returns the index of its first leaf. */
  int firstLeaf() {
    return drawn.firstLeaf();
  }

  /**
   * Runs it on the calling thread until it is quiet.
   *
   * @param race of its own, which begins with its first leaf
   */
  RaceOp run(Race race) throws ExecutionException, InterruptedException {
    try {
      over(race.run(leaves, this::take));
    } finally {
      race.quiet();
    }
    return this;
  }

  /** Takes an end that is handed over as it comes. */
  void take(End end) {
    handed.add(end);
  }

  /** Notes that it is over, with what it returns. */
  void over(List<End> result) {
    tookNanos = System.nanoTime() - startedNanos;
    ends = result;
  }

  /**
   * Requires that it went by its plan and the rules.
   *
   * @throws IllegalStateException if the model did other work
   */
  void require(Referee referee) {
    referee.require(drawn.plan(), ends, tookNanos);
    referee.requireHanded(handed, ends);
  }
}
