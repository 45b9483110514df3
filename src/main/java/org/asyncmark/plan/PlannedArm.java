package org.asyncmark.plan;

import org.asyncmark.analyse.Arm;

/**
 * An arm of a plan.
 *
 * @param rounds in how many of the run's rounds it is measured, 1 and up: in the first ones
 * @param folder name of the folder that a fork of it has in each round, for example {@code
 *     017_gather_loop}; empty before the run has a folder itself
 */
public record PlannedArm(Arm arm, int rounds, String folder) {
  /** Creates an arm of a run that has no folder yet. */
  public PlannedArm(Arm arm, int rounds) {
    this(arm, rounds, "");
  }
}
