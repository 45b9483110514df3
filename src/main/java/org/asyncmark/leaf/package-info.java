/**
 * The unit of work inside a pattern (cpu, timer, http) in the three styles that the models need,
 * and the HTTP/1.1 client side that all of them share. May import backend, loop, measure and model.
 */
@NullMarked
package org.asyncmark.leaf;

import org.jspecify.annotations.NullMarked;
