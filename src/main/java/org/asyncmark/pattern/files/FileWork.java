package org.asyncmark.pattern.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What an op does with its files, and what has to come of it: the same in all models. Threads may
 * be at work on different files; one thread begins an op and checks it once all have ended.
 */
final class FileWork {
  private final TextFiles files;
  private final Access access;
  private final int chunkBytes;
  private final @Nullable TextCounts[] found; // null where nothing was counted
  private int op;

  /**
   * Creates work that has not begun.
   *
   * @param chunkBytes what is read or written by one call, at most, 1 and up
   */
  FileWork(TextFiles files, Access access, int chunkBytes) {
    this.files = files;
    this.access = access;
    this.chunkBytes = chunkBytes;
    this.found = new TextCounts[files.count()];
  }

  /** Begins an op, in which every file that is written gets another text than in the last one. */
  void begin() {
    op++;
    Arrays.fill(found, null);
  }

  Access access() {
    return access;
  }

  Path path(int index) {
    return files.path(index);
  }

  /** Returns a new transfer of a file. */
  Transfer transfer(int index) {
    return access == Access.READ
        ? Transfer.reading(chunkBytes)
        : Transfer.writing(files.text(index, op).utf8(), chunkBytes);
  }

  /** Takes note of what was counted in a file; null if it was written. */
  void ended(int index, @Nullable TextCounts counts) {
    found[index] = counts;
  }

  /** Does the work on a file; the calling thread waits for the kernel. */
  void run(int index) throws IOException {
    Transfer transfer = transfer(index);
    try (FileChannel channel = FileChannel.open(path(index), access.options())) {
      int bytes;
      do {
        bytes =
            access == Access.READ ? channel.read(transfer.next()) : channel.write(transfer.next());
      } while (transfer.goesOn(bytes));
    }
    ended(index, transfer.counts());
  }

  /**
   * Holds an op to what it had to do: each count of files that were read; of files that were
   * written, one after the other from op to op.
   *
   * @throws IllegalStateException if it did something else
   */
  void requireDone(ResultCheck check) throws IOException {
    if (access != Access.READ) {
      requireWritten(op % files.count(), check);
      return;
    }
    for (int i = 0; i < found.length; i++) {
      TextCounts wanted = files.text(i, 0).counts();
      if (!wanted.equals(found[i])) {
        throw check.failed("file " + i + " has " + wanted + "; counted " + found[i]);
      }
    }
  }

  /**
   * Requires that all files hold their texts of the last op.
   *
   * @throws IllegalStateException if one does not
   */
  void requireAllWritten(ResultCheck check) throws IOException {
    for (int i = 0; i < files.count(); i++) {
      requireWritten(i, check);
    }
  }

  private void requireWritten(int index, ResultCheck check) throws IOException {
    byte[] wanted = files.text(index, access == Access.READ ? 0 : op).utf8();
    byte[] holds = Files.readAllBytes(path(index));
    if (!Arrays.equals(wanted, holds)) {
      throw check.failed(
          "file "
              + index
              + " holds "
              + holds.length
              + " bytes, not the "
              + wanted.length
              + " that it was to get");
    }
  }
}
