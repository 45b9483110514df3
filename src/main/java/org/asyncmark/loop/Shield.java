package org.asyncmark.loop;

import java.util.function.Consumer;

/** A future that passes an outcome on, but no cancellation back. */
final class Shield<T> {
  private final LoopFuture<T> inner;
  private final LoopFuture<T> outer;
  private final Consumer<LoopFuture<T>> innerDone = this::innerDone;

  private Shield(LoopFuture<T> inner) {
    this.inner = inner;
    this.outer = new LoopFuture<>(inner.loop());
  }

  static <T> LoopFuture<T> of(LoopFuture<T> inner) {
    Shield<T> shield = new Shield<>(inner);
    inner.onDone(shield.innerDone);
    return shield.outer;
  }

  private void innerDone(LoopFuture<T> done) {
    if (outer.isDone()) {
      if (inner.failure() != null) {
        inner.loop().report(inner.failure()); // who asked for the shield has gone
      }
      return;
    }
    if (inner.isCancelled()) {
      outer.cancel();
    } else if (inner.failure() != null) {
      outer.fail(inner.failure());
    } else {
      outer.complete(inner.value());
    }
  }
}
