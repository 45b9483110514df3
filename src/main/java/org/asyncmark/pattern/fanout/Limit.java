package org.asyncmark.pattern.fanout;

import org.asyncmark.measure.LeafTimes;

/**
 * What holds the leaves of a fan-out back.
 *
 * @param limit leaves at work at once, 1 and up
 * @param place where the permit of a leaf is taken; of no effect if a pool is the limit
 * @param waits where each leaf notes when it waits for its permit
 */
public record Limit(int limit, PermitPlace place, LeafTimes waits) {}
