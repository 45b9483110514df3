/**
 * What of this machine may disturb a measurement, and the advice for it. Reads, and changes
 * nothing. Imports jdk, measure and model.
 */
@NullMarked
package org.asyncmark.doctor;

import org.jspecify.annotations.NullMarked;
