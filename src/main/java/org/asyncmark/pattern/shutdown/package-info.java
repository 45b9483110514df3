/**
 * The shutdown pattern: its contract, one class per kind of model, its benchmark. May import model,
 * leaf, loop, future and measure.
 */
@NullMarked
package org.asyncmark.pattern.shutdown;

import org.jspecify.annotations.NullMarked;
