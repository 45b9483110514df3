package org.asyncmark.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes files that are there whole or not at all, also when the disk is full. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file, in place of one of that name.
   *
   * @throws FileSystemException that names the file, if that fails; one of that name stays then
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      try {
        Files.write(temporary, bytes);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (FileSystemException e) {
      throw failure(file, e.getReason(), e);
    } catch (IOException e) {
      throw failure(file, e.getMessage(), e); // a full disk does not name its file
    }
  }

  /**
   * Writes what is printed. A stream onto the disk would not say why it failed.
   *
   * @throws FileSystemException that names the file, if that fails
   */
  public static void print(Path file, Consumer<PrintStream> text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      text.accept(out);
    }
    write(file, bytes.toByteArray());
  }

  private static FileSystemException failure(Path file, @Nullable String reason, IOException why) {
    FileSystemException named = new FileSystemException(file.toString(), null, reason);
    named.initCause(why);
    return named;
  }
}
