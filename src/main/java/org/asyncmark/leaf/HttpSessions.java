package org.asyncmark.leaf;

import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * Http leaves that share a session, which keeps its connections, or have one each, which is opened
 * for a request and closed behind its answer.
 *
 * @param spec what there is of the leaves that is no plan; the connections are those of a session
 *     that is kept, or as many sessions as there may be at once
 * @param plan how long the server waits with each answer, and which of them are failures
 * @param connects where each request notes when it connects, if it has a session of its own; null
 *     if one is kept for all
 */
public record HttpSessions(LeafSpec spec, LeafPlan plan, @Nullable LeafTimes connects) {
  /** Returns the leaves by the suite's own clients. */
  public Leaves own() {
    return new PlannedLeaf(spec, plan, connects);
  }

  /** Returns the leaves by the JDK's client, which does not note when it connects. */
  public JdkHttpLeaf jdk() {
    return new JdkHttpLeaf(spec.target(plan), spec.connections(), connects == null);
  }
}
