package org.asyncmark.run;

import java.nio.file.Path;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.backend.ListeningProcess;

/**
 * The backend of a run, started anew when it has died: its end spoils the fork that used it, and
 * must not spoil those after it. For one thread, but for {@link #now}.
 */
final class LivingBackend implements AutoCloseable {
  private final Path java;
  private volatile ListeningProcess backend;

  /**
   * Starts it.
   *
   * @param java the {@code java} executable to run it with
   * @throws org.asyncmark.EnvironmentException if it does not start
   */
  LivingBackend(Path java) throws InterruptedException {
    this.java = java;
    this.backend = BackendProcess.start(java);
  }

  /**
   * Starts another one if the last has died; it may listen on another port.
   *
   * @return whether it had died
   * @throws org.asyncmark.EnvironmentException if it does not start
   */
  boolean revive() throws InterruptedException {
    if (backend.isAlive()) {
      return false;
    }
    backend.close();
    backend = BackendProcess.start(java);
    return true;
  }

  /** Returns the one that was started last; it may have died since. From any thread. */
  ListeningProcess now() {
    return backend;
  }

  @Override
  public void close() {
    backend.close();
  }
}
