package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/** Samples with async-profiler, in the JVM it runs in. */
final class AgentSampler implements Sampler {
  private final Path library;
  private final Engine engine;
  private final long intervalNanos;

  /**
   * Creates a sampler without loading anything yet.
   *
   * @param library async-profiler's library
   * @param engine one that uses the agent
   * @param intervalNanos CPU or wall time between two samples of a thread, above 0
   */
  AgentSampler(Path library, Engine engine, long intervalNanos) {
    this.library = library;
    this.engine = engine;
    this.intervalNanos = intervalNanos;
  }

  /** Returns the agent's command that starts a recording. */
  static String startCommand(Engine engine, long intervalNanos, Path recording) {
    return "start,jfr,event="
        + engine.id()
        + ",interval="
        + intervalNanos
        + ",cstack=vm,memlimit=256m,file="
        + recording;
  }

  @Override
  public void start(Path recording) throws IOException {
    // Only this class may load the library: its native methods are bound to the class that does.
    AsyncProfiler.getInstance(library.toString())
        .execute(startCommand(engine, intervalNanos, recording));
  }

  @Override
  public void stop() throws IOException {
    AsyncProfiler.getInstance(library.toString()).execute("stop");
  }
}
