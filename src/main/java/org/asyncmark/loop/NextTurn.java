package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/** Lets every callback that is ready now run before the task goes on; costs no future. */
enum NextTurn implements Awaitable<@Nullable Void> {
  INSTANCE
}
