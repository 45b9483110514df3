/** What the patterns share. */
@NullMarked
package org.asyncmark.pattern;

import org.jspecify.annotations.NullMarked;
