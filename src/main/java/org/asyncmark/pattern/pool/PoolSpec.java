package org.asyncmark.pattern.pool;

import java.time.Duration;

/**
 * What a pool lends, and how.
 *
 * @param slots opens them
 * @param order in which idle ones are lent; of no effect where the mechanism has its own
 * @param timeout how long a task waits for one at most
 */
record PoolSpec(Slots slots, Order order, Duration timeout) {}
