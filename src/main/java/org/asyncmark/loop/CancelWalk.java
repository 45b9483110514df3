package org.asyncmark.loop;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The way of a cancellation down from a gather, through its children and what those wait for, in
 * the order of a recursion but without one: gathers may be nested more deeply than the stack.
 */
final class CancelWalk {
  private final @Nullable String message;
  private final ArrayDeque<Level> levels = new ArrayDeque<>();

  CancelWalk(@Nullable String message) {
    this.message = message;
  }

  /** A gather whose children are being cancelled, on behalf of a task that waits for it or not. */
  private static final class Level {
    final Gathering<?, ?> gather;
    final @Nullable Task<?> waiting;
    final Iterator<? extends LoopFuture<?>> children;
    boolean any;

    Level(Gathering<?, ?> gather, @Nullable Task<?> waiting) {
      this.gather = gather;
      this.waiting = waiting;
      this.children = gather.children().iterator();
    }
  }

  /** Cancels the children of a gather, and returns whether there was one to cancel. */
  boolean cancel(Gathering<?, ?> outermost) {
    down(outermost, null);
    while (true) {
      Level level = levels.element();
      if (level.children.hasNext()) {
        level.any |= cancelChild(level.children.next());
        continue;
      }
      levels.remove();
      level.gather.endCancel(level.any);
      if (level.waiting != null && !level.any) {
        level.waiting.deliverCancel(message);
      }
      if (levels.isEmpty()) {
        return level.any;
      }
      levels.element().any |= level.any;
    }
  }

  /**
   * Cancels a child, or begins to.
   *
   * @return whether it could be cancelled; of a gather, its end tells that
   */
  private boolean cancelChild(LoopFuture<?> child) {
    if (child.isDone()) {
      return false;
    }
    if (child instanceof Gathering<?, ?> gather) {
      down(gather, null);
      return false;
    }
    if (!(child instanceof Task<?> task)) {
      return child.cancel(message);
    }
    Task<?> last = task.requestCancel(message);
    LoopFuture<?> end = last.awaited();
    boolean passedOn =
        (end instanceof Gathering<?, ?> gather && !gather.isDone())
            ? down(gather, last)
            : end != null && !(end instanceof Task) && end.cancel(message);
    if (!passedOn) {
      last.deliverCancel(message);
    }
    return true;
  }

  /** Begins with the children of a gather; false if it waits for itself, and was begun before. */
  private boolean down(Gathering<?, ?> gather, @Nullable Task<?> waiting) {
    if (gather.isBeingCancelled()) {
      return false;
    }
    gather.beginCancel();
    levels.push(new Level(gather, waiting));
    return true;
  }
}
