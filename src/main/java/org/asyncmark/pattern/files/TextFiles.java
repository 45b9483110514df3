package org.asyncmark.pattern.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of one length, full of {@link Text}s, in a folder of their own that is deleted in the end.
 * From any thread, but for making and deleting them.
 */
final class TextFiles implements AutoCloseable {
  /** The name of the folder begins so. */
  static final String PREFIX = "asyncmark-files-";

  private static final long SEED = 17;

  /** A prime number, so that hardly any number of files has the same texts from op to op. */
  private static final int TEXTS = 17;

  private final Path folder;
  private final List<Text> texts = new ArrayList<>(TEXTS);
  private final int count;

  private TextFiles(Path folder, int count, int bytes) {
    this.folder = folder;
    this.count = count;
    for (int i = 0; i < TEXTS; i++) {
      texts.add(Text.drawn(SEED + i, bytes));
    }
  }

  /**
   * Makes files with the texts of turn 0. If that fails, nothing is left of them.
   *
   * @param parent of their folder
   * @param count number of files, 1 and up
   * @param bytes length of each, 1 and up
   */
  static TextFiles create(Path parent, int count, int bytes) throws IOException {
    TextFiles files = new TextFiles(Files.createTempDirectory(parent, PREFIX), count, bytes);
    try {
      for (int i = 0; i < count; i++) {
        Files.write(files.path(i), files.text(i, 0).utf8());
      }
      return files;
    } catch (IOException | RuntimeException | Error e) {
      try (files) {
        throw e;
      }
    }
  }

  /** Returns the number of files. */
  int count() {
    return count;
  }

  /** Returns where a file is. */
  Path path(int index) {
    return folder.resolve(index + ".txt");
  }

  /** Returns the text that a file has, or gets, in a turn; another one in the turn after that. */
  Text text(int index, int turn) {
    return texts.get((int) ((index + (long) turn) % TEXTS));
  }

  /** Deletes the files and their folder. Idempotent. */
  @Override
  public void close() throws IOException {
    for (int i = 0; i < count; i++) {
      Files.deleteIfExists(path(i));
    }
    Files.deleteIfExists(folder);
  }
}
