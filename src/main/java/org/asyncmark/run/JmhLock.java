package org.asyncmark.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;

/**
 * The lock that every JMH on this machine takes while one of its forks runs, held for a whole job:
 * between two forks nobody else begins. To be taken before the first fork of this JVM, since JMH
 * decides once whether it takes the lock itself. A JVM that was started with {@code
 * -Djmh.ignoreLock=true} takes none, as with JMH.
 */
public final class JmhLock implements AutoCloseable {
  private static final String IGNORE = "jmh.ignoreLock";

  /** Read before any lock is taken, for from then on JMH is told to ignore it. */
  private static final boolean IGNORED = Boolean.getBoolean(IGNORE);

  private final @Nullable FileChannel channel;

  private JmhLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws EnvironmentException if another JMH has it, or there is no folder for it
   */
  public static JmhLock acquire() {
    return IGNORED ? new JmhLock(null) : acquire(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static JmhLock acquire(Path folder) {
    Path file = folder.resolve("jmh.lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new EnvironmentException(
            "another JMH benchmark runs on this machine, and two at once spoil both; wait for its"
                + " end");
      }
      System.setProperty(IGNORE, "true");
      return new JmhLock(channel);
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted JMH's lock "
              + file
              + ", it cannot be written; name another folder with -Djava.io.tmpdir=DIR",
          e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // it is held by this JVM
    }
  }

  /** Releases the lock. Idempotent. */
  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("JMH's lock cannot be released", e);
    }
  }
}
