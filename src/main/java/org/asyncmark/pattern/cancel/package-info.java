/**
 * The cancel pattern: its contract, one class per kind of model, its benchmark. May import model,
 * leaf, loop, future and measure.
 */
@NullMarked
package org.asyncmark.pattern.cancel;

import org.jspecify.annotations.NullMarked;
