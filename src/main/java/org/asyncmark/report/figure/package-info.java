/** The figures of a report, drawn as SVG without AWT, each with the CSV of its numbers. */
@NullMarked
package org.asyncmark.report.figure;

import org.jspecify.annotations.NullMarked;
