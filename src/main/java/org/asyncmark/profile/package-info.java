/**
 * Forks that are profiled, through ap-loader or the JDK's own recorder, and never scored; and the
 * instruments that count in forks which are. May import analyse, measure, model and run.
 */
@NullMarked
package org.asyncmark.profile;

import org.jspecify.annotations.NullMarked;
