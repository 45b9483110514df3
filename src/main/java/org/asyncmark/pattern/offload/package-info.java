/**
 * The offload pattern: calls that block or compute are moved to threads of their own, {@code
 * asyncio.to_thread}, or are not, while a victim with a heartbeat tells who suffers. {@link
 * org.asyncmark.pattern.offload.Offloading} is what all models do, the classes beside it are how.
 */
@NullMarked
package org.asyncmark.pattern.offload;

import org.jspecify.annotations.NullMarked;
