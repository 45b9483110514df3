package org.asyncmark.backend;

import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;

/**
 * A server to send http leaves to: the one that a run has for all its forks, or, in plain JMH, a
 * backend of its own that ends with this lease.
 */
public final class BackendLease implements AutoCloseable {
  /** System property with the port of a server that runs already. */
  public static final String PORT_PROPERTY = "asyncmark.backendPort";

  /** System property with its host, if it is not the suite's. */
  public static final String HOST_PROPERTY = "asyncmark.backendHost";

  private final ServerAddress server;
  private final @Nullable ListeningProcess own;

  private BackendLease(ServerAddress server, @Nullable ListeningProcess own) {
    this.server = server;
    this.own = own;
  }

  /**
   * Takes the server that runs, or starts a backend.
   *
   * @throws EnvironmentException if none runs and none can be started
   * @throws InterruptedException if the calling thread was interrupted while one started
   */
  public static BackendLease take() throws InterruptedException {
    Integer running = Integer.getInteger(PORT_PROPERTY);
    if (running != null) {
      String host = System.getProperty(HOST_PROPERTY, ServerAddress.LOOPBACK);
      return new BackendLease(new ServerAddress(host, running), null);
    }
    if (System.getProperty(HOST_PROPERTY) != null) {
      throw new EnvironmentException(
          HOST_PROPERTY + " is given without " + PORT_PROPERTY + "; give both, or neither");
    }
    ListeningProcess own = BackendProcess.start(BackendProcess.runningJava());
    return new BackendLease(new ServerAddress(ServerAddress.LOOPBACK, own.port()), own);
  }

  /** Returns where it listens. */
  public ServerAddress server() {
    return server;
  }

  /** Ends the backend if it is this lease's own. Idempotent. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
