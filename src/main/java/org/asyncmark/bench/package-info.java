/**
 * Benchmarks of the loop itself, with its peers measured in the same run. May import backend, loop
 * and measure; nothing but the command line imports it.
 */
@NullMarked
package org.asyncmark.bench;

import org.jspecify.annotations.NullMarked;
