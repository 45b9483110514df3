package org.asyncmark.store;

import java.io.Closeable;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a run as a folder: {@code rounds}, or what is in {@code rounds.zip} once the run is
 * packed. The zip is opened when it is first asked for. From any thread.
 */
final class RoundsFolder implements Closeable {
  /** Where the rounds of a run lie that is not packed. */
  static final String FOLDER = "rounds";

  /** Within it: the block that is being measured. */
  static final String UNFINISHED = ".unfinished";

  /** Where they lie in one that is. */
  static final String ZIP = "rounds.zip";

  private final Path run;
  private @Nullable PackedRounds packed;

  /**
   * @param run folder of the run
   */
  RoundsFolder(Path run) {
    this.run = run;
  }

  /** Tells whether the run is packed. */
  boolean isPacked() {
    return Files.isRegularFile(zip());
  }

  Path zip() {
    return run.resolve(ZIP);
  }

  /**
   * Returns the folder, which may not be there yet; of a packed run nothing can be written into it.
   *
   * @throws org.asyncmark.EnvironmentException if the run is packed and the zip is damaged
   */
  synchronized Path path() {
    if (packed == null && !isPacked()) {
      return run.resolve(FOLDER);
    }
    if (packed == null) {
      packed = PackedRounds.open(zip());
    }
    return packed.root();
  }

  @Override
  public synchronized void close() {
    if (packed != null) {
      packed.close();
      packed = null;
    }
  }

  /** Returns how a file is called in messages: within a zip with the zip in front. */
  static String told(Path file) {
    if (file.getFileSystem().equals(FileSystems.getDefault())) {
      return file.toString();
    }
    String zip = file.toUri().toString().replace("jar:", "").replaceFirst("!.*", "");
    return Path.of(URI.create(zip)) + "!" + file;
  }
}
