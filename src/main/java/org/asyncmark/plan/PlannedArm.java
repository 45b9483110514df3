package org.asyncmark.plan;

import org.asyncmark.analyse.Arm;

/**
 * An arm of a plan.
 *
 * @param rounds in how many of the run's rounds it is measured, 1 and up: in the first ones
 */
public record PlannedArm(Arm arm, int rounds) {}
