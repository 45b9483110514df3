/**
 * Forms of plain text that several rooms write: CSV, aligned columns, Markdown. Imports nothing of
 * ours.
 */
@NullMarked
package org.asyncmark.text;

import org.jspecify.annotations.NullMarked;
