/**
 * The hand-rolled selector loop. One platform thread owns a loop; other threads may only hand it
 * work. Imports java.nio and nothing of ours.
 */
@NullMarked
package org.asyncmark.loop;

import org.jspecify.annotations.NullMarked;
