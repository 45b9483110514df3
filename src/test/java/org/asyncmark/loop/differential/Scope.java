package org.asyncmark.loop.differential;

import org.asyncmark.loop.TaskGroup;
import org.asyncmark.loop.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * What is around a statement.
 *
 * @param task number of the task
 * @param timeout innermost time-out in the text of the program, perhaps another task's
 * @param group innermost group in the text of the program, perhaps another task's
 */
record Scope(int task, @Nullable Timeout timeout, @Nullable TaskGroup group) {
  Scope in(int otherTask) {
    return new Scope(otherTask, timeout, group);
  }

  Scope in(Timeout inner) {
    return new Scope(task, inner, group);
  }

  Scope in(TaskGroup inner) {
    return new Scope(task, timeout, inner);
  }
}
