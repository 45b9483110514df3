/**
 * Flame graphs through ap-loader, in forks that are never scored. May import analyse, measure,
 * model and run.
 */
@NullMarked
package org.asyncmark.profile;

import org.jspecify.annotations.NullMarked;
