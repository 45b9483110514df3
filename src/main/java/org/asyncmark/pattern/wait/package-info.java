/**
 * The wait pattern: its contract, the classes by which each kind of model does it, its benchmark.
 * May import model, leaf, loop and measure.
 */
@NullMarked
package org.asyncmark.pattern.wait;

import org.jspecify.annotations.NullMarked;
