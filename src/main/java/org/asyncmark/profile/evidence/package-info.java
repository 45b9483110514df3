/**
 * What the instruments counted, held against what is said of a mechanism: expectations, evidence
 * for and against them, and what the instruments themselves cost.
 */
@NullMarked
package org.asyncmark.profile.evidence;

import org.jspecify.annotations.NullMarked;
