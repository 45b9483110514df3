/**
 * The four concurrency models and the seams to API that is newer than JDK 17: virtual threads and
 * structured scopes. Imports nothing of ours.
 */
@NullMarked
package org.asyncmark.model;

import org.jspecify.annotations.NullMarked;
