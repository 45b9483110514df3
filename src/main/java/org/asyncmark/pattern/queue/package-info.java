/**
 * The queue pattern: producers and consumers around one queue. Its contract, one class per kind of
 * model, its benchmark. May import model, leaf, loop, future and measure.
 */
@NullMarked
package org.asyncmark.pattern.queue;

import org.jspecify.annotations.NullMarked;
