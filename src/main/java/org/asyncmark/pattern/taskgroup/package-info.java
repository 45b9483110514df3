/**
 * The task group pattern: its contract, one class per kind of group, its benchmark. May import
 * model, leaf, loop and measure.
 */
@NullMarked
package org.asyncmark.pattern.taskgroup;

import org.jspecify.annotations.NullMarked;
