package org.asyncmark.loop;

import java.util.Objects;
import java.util.concurrent.Callable;

/** A body that is called when a task waits for it, and then is what that body returned. */
record Deferred<T>(Callable<? extends Awaitable<T>> body) implements Awaitable<T> {
  Deferred {
    Objects.requireNonNull(body, "body");
  }

  Awaitable<T> call() throws Exception {
    return Frame.notNull(body.call());
  }
}
