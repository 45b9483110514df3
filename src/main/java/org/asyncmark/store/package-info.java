/**
 * Runs on disk: writing, reading and exporting them, and reading files of other tools. Imports
 * analyse, jdk, measure and plan.
 */
@NullMarked
package org.asyncmark.store;

import org.jspecify.annotations.NullMarked;
