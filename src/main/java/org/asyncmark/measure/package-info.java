/**
 * What is recorded inside a fork and how it travels: histograms as JMH results, and the fingerprint
 * of the machine. Imports nothing of ours but the base package.
 */
@NullMarked
package org.asyncmark.measure;

import org.jspecify.annotations.NullMarked;
