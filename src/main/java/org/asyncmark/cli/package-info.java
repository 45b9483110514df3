/** The command line: one class per verb, no logic. May import everything; nothing imports it. */
@NullMarked
package org.asyncmark.cli;

import org.jspecify.annotations.NullMarked;
