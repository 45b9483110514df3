package org.asyncmark.loop;

import java.util.function.Consumer;

/** A future that passes an outcome on, but no cancellation back. */
final class Shield<T> {
  private static final Consumer<LoopFuture<?>> REPORT = Shield::report;

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
    shield.outer.onDone(done -> shield.outerDone());
    return shield.outer;
  }

  private void innerDone(LoopFuture<T> done) {
    if (outer.isDone()) {
      report(inner); // both got done in one turn
    } else if (inner.isCancelled()) {
      outer.cancel();
    } else if (inner.failure() != null) {
      outer.fail(inner.failure());
    } else {
      outer.complete(inner.value());
    }
  }

  private void outerDone() {
    if (!inner.isDone()) {
      inner.removeOnDone(innerDone);
      inner.removeOnDone(REPORT); // another shield's: one report is enough
      inner.onDone(REPORT);
    }
  }

  /** Tells of a failure, because whoever asked for the shield has gone. */
  private static void report(LoopFuture<?> inner) {
    if (inner.failure() != null) {
      inner.loop().report(inner.failure());
    }
  }
}
