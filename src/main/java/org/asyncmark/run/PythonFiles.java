package org.asyncmark.run;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;

/**
 * The Python side of forks, which is part of the jar: unpacked into a temporary folder when the
 * first fork asks for it, and once for all forks of a run. Thread-safe.
 */
final class PythonFiles {
  /** Where they are in the jar, or below the folder of classes. */
  static final String PLACE = "META-INF/asyncmark/python";

  private static final String MAIN = "__main__.py";

  private @Nullable Path folder;
  private boolean deleted;

  /**
   * Returns the folder that a Python is given to run.
   *
   * @throws EnvironmentException if it cannot be written
   * @throws IllegalStateException if it was deleted, since the run has ended
   */
  synchronized Path folder() {
    if (deleted) {
      throw new IllegalStateException("a fork was started behind the end of its run");
    }
    if (folder == null) {
      folder = unpacked();
    }
    return folder;
  }

  /**
   * Deletes the folder, once no Python runs any more. Idempotent.
   *
   * @throws IOException if that fails
   */
  synchronized void delete() throws IOException {
    deleted = true;
    if (folder != null) {
      deleteTree(folder);
      folder = null;
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Path unpacked() {
    try {
      Path unpacked = Files.createTempDirectory("asyncmark-python");
      try {
        unpack(unpacked);
      } catch (IOException e) {
        deleteTree(unpacked);
        throw e;
      }
      return unpacked;
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot unpack the Python side of forks to "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + EnvironmentException.oneLine(e.toString())
              + "; free the disk or name another folder with -Djava.io.tmpdir=DIR",
          e);
    }
  }

  private static void unpack(Path into) throws IOException {
    URL main = PythonFiles.class.getResource("/" + PLACE + "/" + MAIN);
    if (main == null) {
      throw new IOException("this build has no " + PLACE + "/" + MAIN);
    }
    try {
      if (main.openConnection() instanceof JarURLConnection jar) {
        Path file = Path.of(jar.getJarFileURL().toURI());
        try (FileSystem inside = FileSystems.newFileSystem(file)) {
          copy(inside.getPath(PLACE), into);
        }
      } else {
        copy(Path.of(main.toURI()).resolveSibling(""), into);
      }
    } catch (URISyntaxException e) {
      throw new IOException(main + " is no place of a file", e);
    }
  }

  /** Copies sources alone: what one Python compiled beside them is of no use to another. */
  private static void copy(Path from, Path into) throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.walk(from)) {
      sources = all.filter(each -> each.toString().endsWith(".py")).toList();
    }
    for (Path source : sources) {
      Path copy = into.resolve(from.relativize(source).toString());
      Files.createDirectories(copy.resolveSibling(""));
      Files.copy(source, copy);
    }
  }
}
