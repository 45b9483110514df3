/**
 * Records of a run and pure functions on them: no input or output, no clock. Imports nothing of
 * ours.
 */
@NullMarked
package org.asyncmark.analyse;

import org.jspecify.annotations.NullMarked;
