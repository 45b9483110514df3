package org.asyncmark.loop;

import java.util.Set;

/**
 * Which futures were done when {@link Async#waitUntil} returned, and which were not; each in the
 * order in which they were given.
 */
public record Waited<T>(Set<LoopFuture<T>> done, Set<LoopFuture<T>> pending) {}
