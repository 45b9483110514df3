/**
 * The breaker pattern: its contract, the state machine and what holds its state, one class per kind
 * of model, its benchmark. May import model, leaf, loop and measure.
 */
@NullMarked
package org.asyncmark.pattern.breaker;

import org.jspecify.annotations.NullMarked;
