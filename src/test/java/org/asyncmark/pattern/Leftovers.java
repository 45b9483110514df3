package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What something that was opened, used and closed has left behind; on Linux. */
public final class Leftovers {
  private Leftovers() {}

  /** Requires that using and closing something leaves no thread and no descriptor. */
  public static void requireNone(Callable<Void> useAndClose) throws Exception {
    useAndClose.call(); // loads what stays for good
    Set<Thread> threads = threads();
    long descriptors = descriptors();
    useAndClose.call();
    assertThat(threads()).isSubsetOf(threads);
    assertThat(descriptorsOnceAcceptedOnesAreGone(descriptors)).isLessThanOrEqualTo(descriptors);
  }

  /** Returns the threads that a model starts; the JDK's own helpers are daemons and stay. */
  public static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("http-"))
        .collect(Collectors.toSet());
  }

  /** The backend, which is in this JVM here, closes its side when it learns that ours is closed. */
  private static long descriptorsOnceAcceptedOnesAreGone(long wanted) throws IOException {
    long now = descriptors();
    while (now > wanted) { // the time limit of the test ends a wait in vain
      Thread.onSpinWait();
      now = descriptors();
    }
    return now;
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
