package org.asyncmark.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.asyncmark.analyse.Arm;
import org.jspecify.annotations.Nullable;

/**
 * An arm of a plan.
 *
 * @param rounds in how many of the run's rounds it is measured, 1 and up: in the first ones
 * @param block number of its block among those of its pattern in a round, 1 and up
 * @param referenceOf numbers of further blocks in which it is measured once more in each round:
 *     what their arms and those of its own block are held against, to be comparable
 * @param folder name of the folder that a fork of it has in each round, for example {@code
 *     017_gather_loop}; empty before the run has a folder itself
 * @param expected what is known of it before it is measured
 * @param perSecond requests a second that its load stands for; null if it has none
 */
public record PlannedArm(
    Arm arm,
    int rounds,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int block,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> referenceOf,
    String folder,
    Expected expected,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double perSecond) {
  public PlannedArm {
    block = Math.max(1, block); // a pattern was one block before they were numbered
    referenceOf = referenceOf == null ? List.of() : List.copyOf(referenceOf);
    expected = expected == null ? Expected.NOTHING : expected; // as it was once
  }

  /** Creates an arm of a run that has no blocks and no folder yet, of which nothing is known. */
  public PlannedArm(Arm arm, int rounds) {
    this(arm, rounds, Expected.NOTHING);
  }

  /** Creates an arm of a run that has no blocks and no folder yet. */
  PlannedArm(Arm arm, int rounds, Expected expected) {
    this(arm, rounds, 1, List.of(), "", expected, null);
  }

  /** Returns the same arm on another JDK. */
  PlannedArm on(String jdk) {
    return new PlannedArm(arm.on(jdk), rounds, block, referenceOf, folder, expected, perSecond);
  }

  /** Returns the same in other rounds. */
  public PlannedArm inRounds(int other) {
    return new PlannedArm(arm, other, block, referenceOf, folder, expected, perSecond);
  }

  /** Returns the same in other blocks of its pattern. */
  PlannedArm inBlocks(int other, List<Integer> others) {
    return new PlannedArm(arm, rounds, other, others, folder, expected, perSecond);
  }

  /** Returns the same with a folder. */
  PlannedArm in(String name) {
    return new PlannedArm(arm, rounds, block, referenceOf, name, expected, perSecond);
  }

  /** Returns the same at a rate, in requests a second. */
  PlannedArm at(double rate) {
    return new PlannedArm(arm, rounds, block, referenceOf, folder, expected, rate);
  }

  /** Returns the greatest number of a block that it is in. */
  int lastBlock() {
    return referenceOf.stream().reduce(block, Math::max);
  }

  /** Returns in how many blocks it is measured in a round. */
  int forksOfRound() {
    return 1 + referenceOf.size();
  }
}
