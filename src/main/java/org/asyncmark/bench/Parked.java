package org.asyncmark.bench;

import org.asyncmark.model.Model;

/** Tasks of a model that wait for something. For one thread. */
interface Parked extends AutoCloseable {
  /**
   * Adds tasks and returns once all of them wait.
   *
   * @param count 0 and up
   */
  void add(int count) throws InterruptedException;

  /** Ends all that wait. Idempotent. */
  @Override
  void close();

  /** Creates none of a model that wait for something. */
  static Parked of(Model model, WaitedFor what) {
    return switch (model) {
      case PLATFORM, VIRTUAL -> new ParkedThreads(model, what);
      case FUTURE -> new ParkedFutures(what);
      case LOOP -> new ParkedTasks(what);
    };
  }
}
