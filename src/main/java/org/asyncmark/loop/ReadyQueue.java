package org.asyncmark.loop;

import java.util.ArrayDeque;
import java.util.Locale;

/** The callbacks that are ready to run, in order. Loop thread only. */
final class ReadyQueue {
  private final ArrayDeque<Handle> handles = new ArrayDeque<>();
  private final LoopConfig config;
  private final long slowNanos;

  ReadyQueue(LoopConfig config) {
    this.config = config;
    this.slowNanos = config.debug() ? config.slowCallback().toNanos() : Long.MAX_VALUE;
  }

  void add(Handle handle) {
    handles.add(handle);
  }

  boolean isEmpty() {
    return handles.isEmpty();
  }

  void clear() {
    handles.clear();
  }

  /** Runs what is ready now; what is added meanwhile waits for the next call. */
  void runSnapshot() {
    for (int left = handles.size(); left > 0; left--) {
      Handle handle = handles.remove();
      if (!handle.isCancelled()) {
        try {
          if (config.debug()) {
            runTimed(handle);
          } else {
            handle.run();
          }
        } catch (Throwable e) { // an Error of one callback must not end all the others
          config.report(e);
        }
      }
    }
  }

  private void runTimed(Handle handle) {
    String text = handle.toString(); // before it runs, because it may cancel itself
    long started = config.clock().nanos();
    try {
      handle.run();
    } finally {
      long took = config.clock().nanos() - started;
      if (took >= slowNanos) {
        config
            .log()
            .accept(String.format(Locale.ROOT, "Executing %s took %.3f seconds", text, took / 1e9));
      }
    }
  }
}
