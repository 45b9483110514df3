package org.asyncmark.pattern;

import org.asyncmark.backend.BackendLease;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the leaves of a benchmark do, and the backend that http leaves ask. */
@State(Scope.Benchmark)
public class LeafState {
  /** What a leaf does. */
  @Param LeafKind leaf;

  /** Work of a cpu leaf. */
  @Param("1000")
  long cpuTokens;

  /** Wait of a timer leaf, or of the server before it answers. */
  @Param("1000")
  long delayMicros;

  /** Length of the body that an http leaf gets. */
  @Param("64")
  int payloadBytes;

  /** Kept-alive connections of http leaves. */
  @Param("64")
  int connections;

  private @Nullable BackendLease backend;

  /** Creates the state; JMH does that. */
  public LeafState() {}

  /** Takes a backend if the leaves need one. */
  @Setup
  public void open() throws InterruptedException {
    backend = leaf == LeafKind.HTTP ? BackendLease.take() : null;
  }

  /** Gives the backend back. */
  @TearDown
  public void close() {
    if (backend != null) {
      backend.close();
    }
  }

  /** Returns what the leaves do; between set-up and tear-down. */
  public LeafSpec spec() {
    int port = backend == null ? 0 : backend.port();
    return new LeafSpec(leaf, cpuTokens, delayMicros, payloadBytes, connections, port);
  }
}
