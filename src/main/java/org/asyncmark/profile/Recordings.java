package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import one.jfr.JfrReader;

/** What a recording says about itself. */
public final class Recordings {
  private Recordings() {}

  /**
   * Returns the name of the engine that async-profiler chose.
   *
   * @return for example {@code ctimer}; empty if the recording does not say, as those of the JDK's
   *     own flight recorder
   * @throws IOException if the file is no recording
   */
  public static String engineSetting(Path recording) throws IOException {
    try (JfrReader reader = new JfrReader(recording.toString())) {
      while (reader.readEvent() != null) {
        // settings are events: they are known when all have been read
      }
      return reader.settings.getOrDefault("engine", "");
    }
  }
}
