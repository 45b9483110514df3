package org.asyncmark.analyse;

import org.jspecify.annotations.Nullable;

/**
 * The contrast of a run that is known least.
 *
 * @param contrast in words
 * @param halfWidth of its interval, as a ratio less 1: 0.03 is 3 %; null if it has none
 */
public record LeastPrecise(String contrast, @Nullable Double halfWidth) {}
