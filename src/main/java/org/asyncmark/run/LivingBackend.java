package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.backend.ListeningProcess;
import org.asyncmark.measure.CpuBinding;
import org.asyncmark.plan.Placement;

/**
 * The backend of a run, started anew when it has died: its end spoils the fork that used it, and
 * must not spoil those after it. For one thread, but for what says otherwise.
 */
final class LivingBackend implements LeafServer {
  private final Path java;
  private volatile ListeningProcess backend;
  private String placed = "";

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

  @Override
  public boolean revive() throws InterruptedException {
    if (backend.isAlive()) {
      return false;
    }
    backend.close();
    backend = BackendProcess.start(java);
    return true;
  }

  @Override
  public int port() {
    return backend.port();
  }

  @Override
  public boolean isAlive() {
    return backend.isAlive();
  }

  @Override
  public synchronized void place(Placement placement) throws ForkFailedException, IOException {
    String wanted = backend.pid() + " " + placement.cpus();
    if (!wanted.equals(placed)) {
      try {
        CpuBinding.bindOrRelease(backend.pid(), placement.backend());
      } catch (IOException e) {
        if (backend.isAlive()) {
          throw e;
        }
        throw new ForkFailedException(String.valueOf(e.getMessage()), false);
      }
      placed = wanted;
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
