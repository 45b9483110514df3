/**
 * Many JDKs, one jar: JdkLocator, Plan, ForkLauncher, RunStore. May import analyse, backend,
 * measure, model and pattern.
 */
@NullMarked
package org.asyncmark.run;

import org.jspecify.annotations.NullMarked;
