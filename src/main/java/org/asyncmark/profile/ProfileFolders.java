package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One folder per profile, whole or not there: {@code <key>.part} while it is being written, {@code
 * <key>} when it is finished, {@code <key>.FAIL} if its fork failed. Thread-safe.
 */
final class ProfileFolders {
  private static final String UNFINISHED = ".part";
  private static final String FAILED = ".FAIL";

  private final Path parent;

  ProfileFolders(Path parent) {
    this.parent = parent;
  }

  /** What is written into a folder before it gets its name. */
  interface Writer {
    Profile write() throws IOException;
  }

  /**
   * Makes the folder of a profile.
   *
   * @throws IOException if there is one of that name
   */
  synchronized Path begin(String key) throws IOException {
    for (String suffix : List.of("", UNFINISHED, FAILED)) {
      Path earlier = parent.resolve(key + suffix);
      if (Files.exists(earlier)) {
        throw new IOException(
            "want to write the profile "
                + key
                + ", found "
                + earlier
                + " of an earlier one; choose another folder");
      }
    }
    return Files.createDirectories(parent.resolve(key + UNFINISHED));
  }

  /** Keeps the folder of a fork that failed; returns where it is now. */
  synchronized Path fail(String key) throws IOException {
    Path unfinished = parent.resolve(key + UNFINISHED);
    Files.deleteIfExists(unfinished.resolve(ApProfiler.WARM_UP));
    return Files.move(unfinished, parent.resolve(key + FAILED));
  }

  /** Writes a profile to its end and gives its folder its name. */
  synchronized Profile finish(String key, Writer writer) throws IOException {
    Profile profile = writer.write();
    Path finished = Files.move(parent.resolve(key + UNFINISHED), parent.resolve(key));
    return profile.in(finished);
  }

  /** Deletes the folders that are not finished. */
  synchronized void dropUnfinished() throws IOException {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> folders = Files.list(parent)) {
      for (Path folder : folders.filter(each -> each.toString().endsWith(UNFINISHED)).toList()) {
        deleteFiles(folder);
        Files.delete(folder);
      }
    }
  }

  /** Deletes what a fork has written that is going to be repeated. */
  synchronized void empty(String key) throws IOException {
    deleteFiles(parent.resolve(key + UNFINISHED));
  }

  private static void deleteFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
