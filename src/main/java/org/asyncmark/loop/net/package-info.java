/**
 * TCP on the selector loop: servers, clients and connections, as asyncio's transports and protocols
 * are. The loop knows nothing of this package.
 */
@NullMarked
package org.asyncmark.loop.net;

import org.jspecify.annotations.NullMarked;
