package org.asyncmark.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells by its exit code whether another process holds the lock on a file. */
final class LockProbe {
  static final int HELD = 3;

  private LockProbe() {}

  public static void main(String[] args) throws IOException {
    boolean held;
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      held = lock == null;
    }
    System.exit(held ? HELD : 0);
  }
}
