package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.plan.ForkSettings;

/**
 * The files that a Python leaves for the driver, in the folder of its fork.
 *
 * @param into the folder
 */
record PythonLeft(Path into) {
  private static final String JSON = ".json";
  private static final String BIN = ".bin";

  /** What there may be; the last of them if it is ended at the wrong moment. */
  private static final List<String> ENDS = List.of(JSON, BIN, ".json.new");

  /** Returns how all of their names start, absolute. */
  Path start() {
    return file("");
  }

  /**
   * Reads the result.
   *
   * @param words what it printed, for a message if it left none
   * @throws ForkFailedException if it left none, or one that is not as it should be
   */
  PythonResult read(ForkSettings fork, PythonWords words) throws ForkFailedException {
    if (!hasResult()) {
      throw new ForkFailedException("CPython ended without a result" + words.said(), false);
    }
    return PythonResult.read(file(JSON), file(BIN), fork);
  }

  /** Tells whether it left a result, good or bad. */
  boolean hasResult() {
    return Files.exists(file(JSON));
  }

  /** Deletes what there is. */
  void delete() throws IOException {
    for (String end : ENDS) {
      Files.deleteIfExists(file(end));
    }
  }

  private Path file(String end) {
    return into.resolve("python" + end).toAbsolutePath();
  }
}
