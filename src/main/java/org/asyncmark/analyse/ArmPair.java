package org.asyncmark.analyse;

/**
 * An arm and the base that it is held against.
 *
 * @param base what the ratio is divided by
 * @param other the arm that a verdict speaks of
 */
public record ArmPair(Arm base, Arm other) implements Subject {}
