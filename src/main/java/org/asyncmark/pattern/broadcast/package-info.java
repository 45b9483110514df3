/**
 * The broadcast pattern: one publisher, many subscribers, a buffer for each of them. Its contract,
 * one class per kind of model, its benchmark. May import model, leaf, loop, future and measure.
 */
@NullMarked
package org.asyncmark.pattern.broadcast;

import org.jspecify.annotations.NullMarked;
