package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Samples with the JDK's flight recorder, where async-profiler does not work. */
final class FlightRecorderSampler implements Sampler {
  /** The shortest period of execution samples. */
  private static final Duration PERIOD = Duration.ofMillis(10);

  private static final Duration SHORTEST_WAIT = Duration.ofNanos(10_000);

  private final Engine engine;
  private final List<ProfileEvent> events;
  private @Nullable Recording recording;

  /**
   * Creates a sampler without starting anything yet.
   *
   * @param engine {@link Engine#CPU_TIME} or {@link Engine#JFR}
   * @param events {@link ProfileEvent#WALL} is not known to the flight recorder and left out
   */
  FlightRecorderSampler(Engine engine, List<ProfileEvent> events) {
    this.engine = engine;
    this.events = List.copyOf(events);
  }

  @Override
  public void start(Path file) throws IOException {
    Recording fresh = new Recording();
    for (ProfileEvent event : events) {
      switch (event) {
        case CPU -> {
          if (engine == Engine.CPU_TIME) {
            fresh.enable("jdk.CPUTimeSample").with("throttle", PERIOD.toMillis() + "ms");
          } else {
            fresh.enable("jdk.ExecutionSample").withPeriod(PERIOD);
          }
        }
        case ALLOC -> fresh.enable("jdk.ObjectAllocationSample").withStackTrace();
        // jdk.ThreadPark would count idle threads as waiting for a lock
        case LOCK ->
            fresh.enable("jdk.JavaMonitorEnter").withThreshold(SHORTEST_WAIT).withStackTrace();
        case WALL -> {}
      }
    }
    fresh.setDestination(file);
    fresh.start();
    recording = fresh;
  }

  @Override
  public void stop() {
    if (recording != null) {
      recording.close(); // a running recording is stopped and written to its destination first
      recording = null;
    }
  }
}
