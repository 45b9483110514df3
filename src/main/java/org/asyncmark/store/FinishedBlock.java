package org.asyncmark.store;

/**
 * Says that a block is finished; {@code rounds/<round>/<block>.json}. It is written behind the
 * forks, so a block without it was cut off.
 *
 * @param round 1 and up
 * @param block name of the block
 * @param stoodStill whether the processes of forks stood still between their turns; else they
 *     waited at their gates
 */
record FinishedBlock(int round, String block, boolean stoodStill) {}
