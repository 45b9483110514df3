/**
 * Forms of plain text that several rooms write: CSV and aligned columns. Imports nothing of ours.
 */
@NullMarked
package org.asyncmark.text;

import org.jspecify.annotations.NullMarked;
