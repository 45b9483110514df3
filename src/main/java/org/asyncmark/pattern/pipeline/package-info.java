/**
 * The pipeline pattern: producers, a bounded queue, workers that may fail, and a monitor beside
 * them. Its contract, one class per kind of model, its benchmark. May import model, leaf, loop,
 * future and measure.
 */
@NullMarked
package org.asyncmark.pattern.pipeline;

import org.jspecify.annotations.NullMarked;
