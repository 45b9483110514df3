package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.plan.Placement;
import org.asyncmark.plan.Plan;

/** The server that the http leaves of a run ask. */
interface LeafServer extends AutoCloseable {
  /**
   * Returns the server that a plan names, or starts a backend if it names none.
   *
   * @param java the {@code java} executable to run a backend with
   * @throws org.asyncmark.EnvironmentException if it does not start
   */
  static LeafServer of(Plan plan, Path java) throws InterruptedException {
    String named = plan.backend();
    return named == null ? new LivingBackend(java) : new NamedServer(ServerAddress.ofUrl(named));
  }

  /** Returns the port on which it listens now; from any thread. */
  int port();

  /** Tells whether it is there, as far as is known; from any thread. */
  boolean isAlive();

  /**
   * Starts it again if it has died; it may listen on another port.
   *
   * @return whether it had died
   * @throws org.asyncmark.EnvironmentException if it does not start
   */
  boolean revive() throws InterruptedException;

  /**
   * Sees to it that it runs where a placement says; from any thread.
   *
   * @throws ForkFailedException if it has died
   * @throws IOException if it cannot be bound
   */
  void place(Placement placement) throws ForkFailedException, IOException;

  @Override
  void close();
}
