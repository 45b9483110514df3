package org.asyncmark.analyse;

/**
 * What is compared.
 *
 * @param name for example {@code service p99}
 * @param unit of a score, for example {@code ns}
 */
public record Metric(String name, String unit, Goodness goodness) {}
