package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/**
 * The loop to which a primitive belongs: that of the first task that uses it. Before that, any
 * thread may prepare the primitive.
 */
final class LoopBinding {
  private final String primitive;
  private @Nullable EventLoop loop;

  /**
   * @param primitive name of its class, for messages
   */
  LoopBinding(String primitive) {
    this.primitive = primitive;
  }

  /**
   * Takes note of a task that is about to use the primitive.
   *
   * @throws IllegalStateException if the primitive belongs to another loop than the task
   */
  void usedBy(Task<?> task) {
    EventLoop used = task.loop();
    if (loop == null) {
      loop = used;
    } else if (loop != used) {
      throw new IllegalStateException(
          "the "
              + primitive
              + " belongs to the event loop "
              + loop.name()
              + ", a task of "
              + used.name()
              + " cannot use it; each loop needs one of its own");
    }
  }

  /**
   * Keeps a method that changes the primitive to the loop's thread.
   *
   * @throws IllegalStateException on another thread, or if the loop is closed
   */
  void require(String method) {
    if (loop != null) {
      loop.requireLoopThread(method);
    }
  }
}
