/**
 * The pitfalls pattern: mistakes that are made in each model, each beside its remedy, and what
 * finds them. {@link org.asyncmark.pattern.pitfalls.Pitfall} names them, {@link
 * org.asyncmark.pattern.pitfalls.Exercise} is what all models do, the classes beside it are how.
 */
@NullMarked
package org.asyncmark.pattern.pitfalls;

import org.jspecify.annotations.NullMarked;
