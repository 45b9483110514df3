package org.asyncmark.analyse;

/**
 * Something that was counted of a fork.
 *
 * @param value mean of the fork's iterations, or their greatest value where that is what is asked
 * @param unit for example {@code us/op}
 */
public record Count(double value, String unit) {}
