/**
 * The timeout pattern: its contract, one class per kind of model, its benchmark. May import model,
 * leaf, loop and measure.
 */
@NullMarked
package org.asyncmark.pattern.timeout;

import org.jspecify.annotations.NullMarked;
