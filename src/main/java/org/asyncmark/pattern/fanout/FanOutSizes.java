package org.asyncmark.pattern.fanout;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafParams;

/**
 * How many connections and threads a fan-out needs so that its limit is what limits it.
 *
 * @param fanOut number of leaves of an op
 * @param limit leaves at work at once
 */
record FanOutSizes(LeafKind leaf, PermitPlace place, int fanOut, int limit) {
  private static final int LEAST_CONNECTIONS = 64;

  /** The most platform threads that are taken without being asked for. */
  private static final int MOST_THREADS = 1_000;

  /** Returns the connections that http leaves share if nothing else is asked for. */
  int connections() {
    return Math.max(LEAST_CONNECTIONS, limit);
  }

  /**
   * Returns the threads of a model's pool if nothing else is asked for.
   *
   * <p>Platform: as many as there are tasks at a time, because each holds a thread while it waits
   * for its permit: all leaves if the permit is taken inside, as many as the limit if before. From
   * a thousand on, tasks first wait in the queue of the pool, and only then for a permit.
   *
   * <p>Future: no task waits in the pool.
   *
   * @param cpus of a fork, 1 and up
   */
  int poolSize(Model model, int cpus) {
    if (model != Model.PLATFORM) {
      return LeafParams.poolSize(leaf, cpus);
    }
    int tasks = place == PermitPlace.INSIDE ? Math.min(fanOut, MOST_THREADS) : 1;
    return Math.max(tasks, Math.min(fanOut, limit));
  }

  /**
   * Requires that there are no fewer connections than the limit.
   *
   * @throws IllegalArgumentException if there are
   */
  void requireConnections(int connections) {
    if (leaf == LeafKind.HTTP && connections < limit) {
      throw new IllegalArgumentException(
          "limit "
              + limit
              + " needs as many connections, got "
              + connections
              + ", which would be the limit instead; raise connections or lower limit");
    }
  }

  /**
   * Requires that a pool of platform threads can have as many leaves at work as the limit allows.
   *
   * @throws IllegalArgumentException if it cannot
   */
  void requirePool(Model model, int poolSize) {
    int wanted = Math.min(fanOut, limit);
    if (model == Model.PLATFORM && poolSize < wanted) {
      throw new IllegalArgumentException(
          "limit "
              + limit
              + " needs "
              + wanted
              + " threads, got poolSize "
              + poolSize
              + ", which would be the limit instead; raise poolSize or lower limit");
    }
  }
}
