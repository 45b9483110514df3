/**
 * Flame graphs: the stacks of a recording, the pictures drawn of them, and the differences between
 * two profiles.
 */
@NullMarked
package org.asyncmark.profile.flame;

import org.jspecify.annotations.NullMarked;
