package org.asyncmark.bench;

import java.io.IOException;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.ListeningProcess;

/**
 * An echo server in a JVM of its own: {@code EchoMain server}, on a free port, for {@link
 * ListeningProcess}.
 */
final class EchoMain {
  private EchoMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (EchoServer server = EchoServer.start(EchoServerKind.valueOf(args[0]), 0)) {
      ListeningProcess.serve(server.port());
    } catch (EnvironmentException e) {
      System.err.println(e.getMessage());
      System.exit(4);
    }
  }
}
