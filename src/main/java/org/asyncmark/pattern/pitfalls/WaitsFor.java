package org.asyncmark.pattern.pitfalls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for whom. Each waits for one other at most, so that a circle is found by walking.
 *
 * @param <T> those who wait
 */
final class WaitsFor<T> {
  private final Map<T, T> edges = new LinkedHashMap<>();

  /** Notes that somebody waits for something that another has. */
  void add(T waiter, T holder) {
    edges.put(waiter, holder);
  }

  /** Returns those who wait for one another in a circle, in that order; nobody if there is none. */
  List<T> circle() {
    for (T start : edges.keySet()) {
      List<T> walked = new ArrayList<>();
      T at = start;
      while (at != null && !walked.contains(at)) {
        walked.add(at);
        at = edges.get(at);
      }
      if (at != null) {
        return List.copyOf(walked.subList(walked.indexOf(at), walked.size()));
      }
    }
    return List.of();
  }
}
