package org.asyncmark.plan;

import org.asyncmark.analyse.Arm;

/**
 * An arm that a JDK cannot run.
 *
 * @param reason as it stands in tables
 */
public record AbsentArm(Arm arm, String reason) {}
