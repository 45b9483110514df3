/** What the patterns share: how the driver sees them, their leaves, the ends of an op. */
@NullMarked
package org.asyncmark.pattern;

import org.jspecify.annotations.NullMarked;
