package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What something that was opened, used and closed has left behind: threads, and on Linux
 * descriptors of sockets, pipes and selectors.
 */
public final class Leftovers {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Set<Thread> threads = threads();
  private final long descriptors = descriptors();

  private Leftovers() throws IOException {}

  /** Returns what is there before something is opened, but what the JDK opens once for good. */
  public static Leftovers before() throws IOException {
    SocketChannel.open().close();
    if (Files.isDirectory(DESCRIPTORS)) {
      FileChannel.open(DESCRIPTORS.resolveSibling("stat")).close();
    }
    return new Leftovers();
  }

  /**
   * Requires that there is no more than before.
   *
   * @param grace for threads that are just ending, and for a server in this JVM, which closes its
   *     side of a connection when it learns that ours is closed
   */
  public void requireNone(Duration grace) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + grace.toNanos();
    Set<Thread> left = threads();
    left.removeAll(threads);
    for (Thread each : left) {
      each.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }
    assertThat(left).as("threads left behind").noneMatch(Thread::isAlive);
    while (descriptors() > descriptors && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(descriptors()).as("descriptors left").isLessThanOrEqualTo(descriptors);
  }

  /** Returns the threads that a model starts; the JDK's own helpers are daemons and stay. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("http-"))
        .collect(Collectors.toSet());
  }

  /** Counts what a model opens; files are left out, because jars are opened with their classes. */
  private static long descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    long count = 0;
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      for (Path each : (Iterable<Path>) open::iterator) {
        count += isFile(each) ? 0 : 1;
      }
    }
    return count;
  }

  private static boolean isFile(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("/");
    } catch (NoSuchFileException e) {
      return true; // that of the listing itself, or closed meanwhile
    }
  }
}
