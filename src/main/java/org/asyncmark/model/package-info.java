/**
 * The four concurrency models and the one seam to API that is newer than JDK 17. Imports nothing of
 * ours.
 */
@NullMarked
package org.asyncmark.model;

import org.jspecify.annotations.NullMarked;
