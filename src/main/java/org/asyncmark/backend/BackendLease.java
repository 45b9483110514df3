package org.asyncmark.backend;

import org.jspecify.annotations.Nullable;

/**
 * A backend to send http leaves to: the one that a run has started for all its forks, or, in plain
 * JMH, one of its own that ends with this lease.
 */
public final class BackendLease implements AutoCloseable {
  /** System property with the port of a backend that runs already. */
  public static final String PORT_PROPERTY = "asyncmark.backendPort";

  private final int port;
  private final @Nullable ListeningProcess own;

  private BackendLease(int port, @Nullable ListeningProcess own) {
    this.port = port;
    this.own = own;
  }

  /**
   * Takes the backend that runs, or starts one.
   *
   * @throws org.asyncmark.EnvironmentException if none runs and none can be started
   * @throws InterruptedException if the calling thread was interrupted while one started
   */
  public static BackendLease take() throws InterruptedException {
    Integer running = Integer.getInteger(PORT_PROPERTY);
    if (running != null) {
      return new BackendLease(running, null);
    }
    ListeningProcess own = BackendProcess.start(BackendProcess.runningJava());
    return new BackendLease(own.port(), own);
  }

  /** Returns the port on the loopback interface. */
  public int port() {
    return port;
  }

  /** Ends the backend if it is this lease's own. Idempotent. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
