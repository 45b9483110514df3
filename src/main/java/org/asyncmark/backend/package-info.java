/**
 * The loopback HTTP server that http leaves call, in a JVM of its own. Imports nothing of ours but
 * the base package.
 */
@NullMarked
package org.asyncmark.backend;

import org.jspecify.annotations.NullMarked;
