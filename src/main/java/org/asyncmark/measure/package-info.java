/**
 * What is recorded inside a fork and how it travels: histograms as JMH results, and the fingerprint
 * of the machine. May import analyse.
 */
@NullMarked
package org.asyncmark.measure;

import org.jspecify.annotations.NullMarked;
