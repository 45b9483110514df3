/**
 * Sentences that others may cite, and what they are held against: a claim names the forks that it
 * rests on, and is reckoned again from them. Imports what a run is read, compared and told by.
 */
@NullMarked
package org.asyncmark.claim;

import org.jspecify.annotations.NullMarked;
