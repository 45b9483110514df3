package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.run.ForkInstruments;

/**
 * Gives each fork the {@link Instrument} that its arm names. What it writes lies in the fork's
 * folder while the fork runs, and is deleted once it is read.
 */
public final class InstrumentedForks implements ForkInstruments {
  private static final String RECORDING = "instrument.jfr";

  private final ProfilerLibrary library;
  private final Duration interval;
  private final Function<String, Sampling> samplingByJdk;

  /**
   * Creates the instruments.
   *
   * @param library stays open while this is used
   * @param interval of CPU samples
   * @param samplingByJdk how flame graphs of a JDK are sampled, by its name
   */
  public InstrumentedForks(
      ProfilerLibrary library, Duration interval, Function<String, Sampling> samplingByJdk) {
    this.library = library;
    this.interval = interval;
    this.samplingByJdk = samplingByJdk;
  }

  /**
   * How a JDK is sampled.
   *
   * @param engine what samples
   * @param jvmFlags what the fork is started with for it
   */
  public record Sampling(Engine engine, List<String> jvmFlags) {
    public Sampling {
      jvmFlags = List.copyOf(jvmFlags);
    }
  }

  @Override
  public Attached of(Arm arm, Path into) {
    Path recording = into.toAbsolutePath().resolve(RECORDING);
    return switch (Instrument.of(arm)) {
      case NONE -> Attached.NOTHING;
      case JFR -> new Attached(List.of(), Map.of(JfrProfiler.class, recording.toString()));
      case SYSTEM_CALLS -> new Attached(List.of(), Map.of(SystemCallsProfiler.class, ""));
      case AGENT -> new Attached(List.of("-agentpath:" + libraryPath()), Map.of());
      case CPU -> {
        Sampling sampling = samplingByJdk.apply(arm.jdk());
        ApOptions options =
            new ApOptions(
                library.path().orElse(into.toAbsolutePath()),
                sampling.engine(),
                List.of(ProfileEvent.CPU),
                interval.toNanos(),
                recording);
        yield new Attached(sampling.jvmFlags(), Map.of(ApProfiler.class, options.line()));
      }
    };
  }

  @Override
  public Map<String, Count> read(Arm arm, Path into) throws IOException {
    Path recording = into.resolve(RECORDING);
    Map<String, Count> counts =
        Instrument.of(arm) == Instrument.JFR ? JfrCounts.read(recording) : Map.of();
    Files.deleteIfExists(recording);
    return counts;
  }

  private Path libraryPath() {
    return library.path().orElseThrow(() -> new IllegalStateException(library.absence()));
  }
}
