/**
 * The event pattern: one class per kind of model, its benchmark. May import model, loop, future and
 * measure.
 */
@NullMarked
package org.asyncmark.pattern.event;

import org.jspecify.annotations.NullMarked;
