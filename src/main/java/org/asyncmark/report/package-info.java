/**
 * A run as text, Markdown, HTML and figures, made from the records of analyse. May import analyse
 * and model.
 */
@NullMarked
package org.asyncmark.report;

import org.jspecify.annotations.NullMarked;
