package org.asyncmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files in which Linux tells about itself. On other systems they are all absent. */
final class KernelFiles {
  /**
   * Name of the system property with the folder that {@code /proc} and {@code /sys} are under: one
   * without them makes this machine one that does not tell.
   */
  static final String PROPERTY = "asyncmark.kernelFiles";

  private final Path root;

  /** Returns those of this machine. */
  static KernelFiles ofThisMachine() {
    return new KernelFiles(Path.of(System.getProperty(PROPERTY, "/")));
  }

  /**
   * @param root what {@code /proc} and {@code /sys} are under
   */
  KernelFiles(Path root) {
    this.root = root;
  }

  /** Returns where a file is. */
  Path path(String path) {
    return root.resolve(path);
  }

  /** Returns the lines of a file, none if it is absent or may not be read. */
  List<String> lines(String path) {
    try {
      return Files.readAllLines(root.resolve(path));
    } catch (IOException absent) {
      return List.of(); // a fact that the platform does not have
    }
  }

  /** Returns the first line of a file without the blanks around it; null if there is none. */
  @Nullable String line(String path) {
    List<String> lines = lines(path);
    return lines.isEmpty() || lines.get(0).isBlank() ? null : lines.get(0).strip();
  }

  @Nullable Long number(String path) {
    return parseNumber(line(path));
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  /** Returns the number that a text is; null if it is none, as "max" in a limit. */
  static @Nullable Long parseNumber(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
