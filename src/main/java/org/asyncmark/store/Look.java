package org.asyncmark.store;

import org.jspecify.annotations.Nullable;

/**
 * A run that was looked at with the choice to end it; {@code looks.json} holds all of them.
 *
 * @param round after which
 * @param utc ISO-8601 instant
 * @param contrast the one that is known least
 * @param halfWidth of its interval, as a ratio less 1; null if it has none
 * @param ended whether the run ended there
 */
public record Look(
    int round, String utc, String contrast, @Nullable Double halfWidth, boolean ended) {}
