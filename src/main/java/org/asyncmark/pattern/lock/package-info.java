/**
 * The lock pattern: tasks that contend for locks around shared state, {@code asyncio.Lock}. {@link
 * org.asyncmark.pattern.lock.Contention} is what all models do, the classes beside it are how.
 */
@NullMarked
package org.asyncmark.pattern.lock;

import org.jspecify.annotations.NullMarked;
