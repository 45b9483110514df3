package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;

/** Records the stacks of the JVM it runs in. Used by one thread, inside a profile fork. */
interface Sampler {
  /**
   * Starts sampling.
   *
   * @param recording the file to write; replaced if it exists
   * @throws IllegalStateException if the engine does not start
   */
  void start(Path recording) throws IOException;

  /** Stops sampling and completes the file. */
  void stop() throws IOException;
}
