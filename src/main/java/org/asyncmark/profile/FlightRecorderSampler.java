package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Samples with the JDK's flight recorder, where async-profiler does not work. */
final class FlightRecorderSampler implements Sampler {
  /** The shortest period that the flight recorder takes. */
  private static final Duration PERIOD = Duration.ofMillis(10);

  private @Nullable Recording recording;

  @Override
  public void start(Path file) throws IOException {
    Recording fresh = new Recording();
    fresh.enable("jdk.ExecutionSample").withPeriod(PERIOD);
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
