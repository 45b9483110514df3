/**
 * The stream pattern: an asynchronous generator and who takes its items. Its contract, one class
 * per way of a model, its benchmark. May import model, leaf, loop, future and measure.
 */
@NullMarked
package org.asyncmark.pattern.stream;

import org.jspecify.annotations.NullMarked;
