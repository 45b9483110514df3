/**
 * The session pattern: its benchmark, and what a session is in each model. The requests are a
 * gather, whose contract and classes it takes. May import model, leaf, backend, measure and gather.
 */
@NullMarked
package org.asyncmark.pattern.session;

import org.jspecify.annotations.NullMarked;
