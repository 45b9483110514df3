package org.asyncmark.store;

/**
 * Says that a block is finished; {@code rounds/<round>/<block>.json}. It is written behind the
 * forks, so a block without it was cut off.
 *
 * @param round 1 and up
 * @param block name of the block
 */
record FinishedBlock(int round, String block) {}
