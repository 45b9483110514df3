package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/** A turn of a task that no future brings about: its first one, or one that it asked for. */
final class Step extends Handle {
  private final Task<?> task;
  private final @Nullable Awaitable<?> next;

  Step(Task<?> task, @Nullable Awaitable<?> next) {
    super(NOTHING);
    this.task = task;
    this.next = next;
  }

  @Override
  void run() {
    task.goOn(next, null, null);
  }

  @Override
  public String toString() {
    return "<Step of " + task + ">";
  }
}
