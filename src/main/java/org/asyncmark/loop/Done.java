package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/** An awaitable that has its result already. */
record Done<T>(@Nullable T value) implements Awaitable<T> {
  static final Done<@Nullable Void> NOTHING = new Done<>(null);
}
