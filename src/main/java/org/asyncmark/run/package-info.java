/**
 * Forks: starting them by way of JMH, watching over them and their backend, ending them. Imports
 * analyse, backend, jdk, measure, model, pattern, plan and store.
 */
@NullMarked
package org.asyncmark.run;

import org.jspecify.annotations.NullMarked;
