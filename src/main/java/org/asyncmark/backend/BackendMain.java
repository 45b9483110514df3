package org.asyncmark.backend;

import java.io.IOException;
import org.asyncmark.EnvironmentException;

/** The backend in a JVM of its own, on a free port, for {@link ListeningProcess}. */
public final class BackendMain {
  private BackendMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args ignored
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (Backend backend = Backend.start(0)) {
      ListeningProcess.serve(backend.port());
    } catch (EnvironmentException e) {
      System.err.println(e.getMessage());
      System.exit(4);
    }
  }
}
