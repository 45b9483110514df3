package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import one.profiler.AsyncProfiler;

/** Samples with async-profiler, in the JVM it runs in. */
final class AgentSampler implements Sampler {
  private final Path library;
  private final Engine engine;
  private final List<ProfileEvent> events;
  private final long intervalNanos;

  /**
   * Creates a sampler without loading anything yet.
   *
   * @param library async-profiler's library
   * @param engine one that uses the agent
   * @param events all of them go into one recording
   * @param intervalNanos CPU or wall time between two samples of a thread, above 0
   */
  AgentSampler(Path library, Engine engine, List<ProfileEvent> events, long intervalNanos) {
    this.library = library;
    this.engine = engine;
    this.events = List.copyOf(events);
    this.intervalNanos = intervalNanos;
  }

  /** Returns the agent's command that starts a recording. */
  static String startCommand(
      Engine engine, List<ProfileEvent> events, long intervalNanos, Path recording) {
    StringBuilder command = new StringBuilder("start,jfr");
    boolean cpu = events.contains(ProfileEvent.CPU);
    if (cpu) {
      command.append(",event=").append(engine.id()).append(",interval=").append(intervalNanos);
    }
    for (ProfileEvent event : events) {
      command.append(
          switch (event) {
            case CPU -> "";
            case ALLOC -> ",alloc=512k";
            // one wall clock serves both
            case WALL -> cpu && engine == Engine.WALL ? "" : ",wall=20ms";
            case LOCK -> ",lock=10us";
          });
    }
    return command.append(",cstack=vm,memlimit=256m,file=").append(recording).toString();
  }

  @Override
  public void start(Path recording) throws IOException {
    // Only this class may load the library: its native methods are bound to the class that does.
    AsyncProfiler.getInstance(library.toString())
        .execute(startCommand(engine, events, intervalNanos, recording));
  }

  @Override
  public void stop() throws IOException {
    AsyncProfiler.getInstance(library.toString()).execute("stop");
  }
}
