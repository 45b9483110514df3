package org.asyncmark.loop;

import java.util.function.Consumer;

/** A callback of a future that is done, or a task that waited for it, in its turn. */
final class Completion extends Handle {
  private final LoopFuture<?> future;
  private final Object callback;

  /**
   * @param callback a {@link Task}, or a {@link Consumer} of {@code future}
   */
  Completion(LoopFuture<?> future, Object callback) {
    super(NOTHING);
    this.future = future;
    this.callback = callback;
  }

  @Override
  @SuppressWarnings("unchecked") // onDone took it for a future of this type
  void run() {
    if (callback instanceof Task<?> waiting) {
      waiting.wakeUp(future);
    } else {
      ((Consumer<Object>) callback).accept(future);
    }
  }

  @Override
  public String toString() {
    return "<Completion of " + future + ", for " + SafeText.of(callback) + ">";
  }
}
