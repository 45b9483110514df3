/**
 * Random programs that the loop and CPython's asyncio both run in virtual time, and whose whole
 * traces are compared. {@link org.asyncmark.loop.differential.Fuzzer} is the place to start; how to
 * run it by hand is in {@code src/docs/asyncio-parity.md}.
 */
@NullMarked
package org.asyncmark.loop.differential;

import org.jspecify.annotations.NullMarked;
