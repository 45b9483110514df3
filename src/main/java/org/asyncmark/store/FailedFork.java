package org.asyncmark.store;

import org.asyncmark.analyse.Arm;

/**
 * A fork without a result.
 *
 * @param hung whether it was ended at its deadline
 * @param reason one line
 */
public record FailedFork(Arm arm, int round, boolean hung, String reason) {}
