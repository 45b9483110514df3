package org.asyncmark.loop;

import java.util.ArrayDeque;
import java.util.Locale;

/**
 * What is ready to run, in order: handles, and bare callbacks, which nobody can cancel. Loop thread
 * only.
 */
final class ReadyQueue {
  private final ArrayDeque<Object> queue = new ArrayDeque<>();
  private final LoopConfig config;
  private final long slowNanos;

  ReadyQueue(LoopConfig config) {
    this.config = config;
    this.slowNanos = LoopTime.nanos(config.slowCallback());
  }

  void add(Handle handle) {
    queue.add(handle);
  }

  void add(Runnable callback) {
    queue.add(callback);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void clear() {
    queue.clear();
  }

  /** Forgets all but bare callbacks, which somebody was told would run. */
  void forgetHandles() {
    queue.removeIf(Handle.class::isInstance);
  }

  /**
   * Runs what is ready now; what is added meanwhile waits for the next call.
   *
   * @return how many callbacks were run, failed ones included, cancelled ones not
   */
  int runSnapshot() {
    int cancelled = 0;
    int ready = queue.size();
    for (int left = ready; left > 0; left--) {
      Object next = queue.remove();
      if (next instanceof Handle handle && handle.isCancelled()) {
        cancelled++;
        continue;
      }
      try {
        if (config.debug()) {
          runTimed(next);
        } else {
          run(next);
        }
      } catch (Throwable e) { // an Error of one callback must not end all the others
        config.report(e);
      }
    }
    return ready - cancelled;
  }

  private static void run(Object next) {
    if (next instanceof Handle handle) {
      handle.run();
    } else {
      ((Runnable) next).run();
    }
  }

  private void runTimed(Object next) {
    // before it runs, because it may cancel itself
    String text = SafeText.of(next);
    long started = config.clock().nanos();
    try {
      run(next);
    } finally {
      long took = config.clock().nanos() - started;
      if (took >= slowNanos) {
        String name = next instanceof Handle ? text : "<Handle " + text + ">";
        config.warn(String.format(Locale.ROOT, "Executing %s took %.3f seconds", name, took / 1e9));
      }
    }
  }
}
