package org.asyncmark.leaf;

import java.time.Duration;

/**
 * How the leaves of an op end, each by its index: after which time, and whether well or badly. What
 * changes it from op to op does so while no leaf is at work. From any thread.
 */
public interface LeafPlan {
  /**
   * Returns how long a leaf waits.
   *
   * @param index of the leaf within its op, 0 and up
   * @return 0 to 60 s, in whole microseconds
   */
  Duration delay(int index);

  /**
   * Tells whether a leaf fails once it has waited.
   *
   * @param index of the leaf within its op, 0 and up
   */
  default boolean fails(int index) {
    return false;
  }

  /** Returns the plan by which all leaves wait for the same time and none fails. */
  static LeafPlan always(Duration delay) {
    return index -> delay;
  }
}
