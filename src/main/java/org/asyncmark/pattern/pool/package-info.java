/**
 * The connection pool pattern: its contract, one class per kind of model, its benchmark. May import
 * model, leaf, loop, future and measure; HikariCP by one class only.
 */
@NullMarked
package org.asyncmark.pattern.pool;

import org.jspecify.annotations.NullMarked;
