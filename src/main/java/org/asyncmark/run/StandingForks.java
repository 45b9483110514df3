package org.asyncmark.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.asyncmark.measure.ProcessSignal;
import org.jspecify.annotations.Nullable;

/**
 * Makes the processes of forks stand still between their turns, so that no compiler, collector or
 * timer of theirs runs beside the fork whose turn it is. Where that is not possible they wait at
 * their gates only.
 *
 * <p>A process that stands still cannot see that its driver has died. So a shell is told of each,
 * and kills them when its input ends before it was told that all is done. For one thread.
 */
final class StandingForks implements AutoCloseable {
  /** System property that is {@code false} to have forks wait at their gates only. */
  static final String PROPERTY = "asyncmark.standStill";

  private static final String DONE = "done";

  /** Ctrl-C reaches the shell, too, which has to outlive the driver. */
  private static final String SCRIPT =
      "trap '' INT TERM HUP; pids=; while read -r line; do case $line in "
          + DONE
          + ") exit;; *) pids=\"$pids $line\";; esac; done; [ -z \"$pids\" ] || kill -KILL $pids";

  private boolean possible =
      !"false".equals(System.getProperty(PROPERTY)) && ProcessSignal.isPossible();

  private final Set<Long> known = new HashSet<>();
  private @Nullable Process guard;

  /** Tells whether all forks stood still until now; else they waited. */
  boolean stoodStill() {
    return possible;
  }

  /** Makes a fork stand still. */
  void stop(long pid) {
    possible &= guarded(pid);
    if (possible) {
      ProcessSignal.STOP.send(pid);
    }
  }

  /** Lets it go on. */
  void go(long pid) {
    if (known.contains(pid)) {
      ProcessSignal.CONTINUE.send(pid);
    }
  }

  /** Tells whether somebody ends the process if this JVM dies. */
  private boolean guarded(long pid) {
    if (!possible) {
      return false;
    }
    try {
      if (guard == null) {
        guard = guard();
      }
      if (known.add(pid)) {
        tell(guard, Long.toString(pid));
      }
      return guard.isAlive();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts the shell: it takes numbers of processes, a line each, until it is told that all is
   * done.
   */
  static Process guard() throws IOException {
    return new ProcessBuilder("sh", "-c", SCRIPT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void tell(Process guard, String line) throws IOException {
    OutputStream in = guard.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  /** Says that no process stands still any more. Idempotent. */
  @Override
  public void close() {
    if (guard != null) {
      try (OutputStream in = guard.getOutputStream()) {
        tell(guard, DONE);
      } catch (IOException e) {
        guard.destroyForcibly(); // it was ended with this JVM, or is broken
      }
    }
  }
}
