/**
 * The rate-limit pattern: its contract, one class per kind of model, the token bucket, its
 * benchmark. May import model, leaf, loop, future and measure; one class imports Bucket4j.
 */
@NullMarked
package org.asyncmark.pattern.ratelimit;

import org.jspecify.annotations.NullMarked;
