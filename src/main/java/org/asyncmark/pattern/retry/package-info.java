/**
 * The retry pattern: its contract, one class per kind of model, its benchmark. May import model,
 * leaf, future, loop and measure.
 */
@NullMarked
package org.asyncmark.pattern.retry;

import org.jspecify.annotations.NullMarked;
