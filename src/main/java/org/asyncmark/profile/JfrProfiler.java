package org.asyncmark.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.asyncmark.measure.WindowCost;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * JMH profiler that records, with the JDK's flight recorder, what {@code counts.jfc} names: from
 * the start of the first measured iteration to the end of the last, into one file. It adds no
 * result; {@link JfrCounts} reads the file in the driver, so that reading costs the fork nothing.
 */
public final class JfrProfiler implements InternalProfiler {
  private static final String SETTINGS = "counts.jfc";

  private final Path file;
  private final IterationEvent event = new IterationEvent();
  private @Nullable Recording recording;
  private int measured;

  /**
   * Creates the profiler; JMH does that in the fork and in the driver.
   *
   * @param file the recording to write
   */
  public JfrProfiler(String file) {
    this.file = Path.of(file);
  }

  @Override
  public String getDescription() {
    return "flight recording of the measured iterations";
  }

  @Override
  public void beforeIteration(BenchmarkParams params, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      if (measured++ == 0) {
        recording = start();
      }
      event.begin();
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams params, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.MEASUREMENT && recording != null) {
      event.number = measured;
      event.planned = iteration.getCount();
      event.ops = WindowCost.last().ops(result.getMetadata().getAllOps());
      event.commit();
      if (measured == iteration.getCount()) {
        write(recording, file);
        recording = null;
      }
    }
    return List.of();
  }

  /** Starts a recording with our settings, in this JVM. */
  static Recording start() {
    try (InputStream in = JfrProfiler.class.getResourceAsStream(SETTINGS);
        Reader settings = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Recording recording = new Recording(Configuration.create(settings));
      recording.start();
      return recording;
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(SETTINGS + " of this jar cannot be read", e);
    }
  }

  /**
   * Ends a recording and writes it.
   *
   * @throws UncheckedIOException if that fails, for example because the disk is full
   */
  static void write(Recording recording, Path file) {
    try (recording) {
      recording.stop();
      recording.dump(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the flight recording " + file, e);
    }
  }
}
