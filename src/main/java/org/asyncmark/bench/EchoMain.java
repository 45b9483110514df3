package org.asyncmark.bench;

import java.io.IOException;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.ListeningProcess;

/**
 * An echo server in a JVM of its own: {@code EchoMain server}, on a free port, until standard input
 * ends. Prints its port as {@link ListeningProcess} wants it.
 */
final class EchoMain {
  private EchoMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (EchoServer server = EchoServer.start(EchoServerKind.valueOf(args[0]), 0)) {
      System.out.println(ListeningProcess.LISTENING + server.port());
      System.out.flush();
      byte[] ignored = new byte[256];
      while (System.in.read(ignored) >= 0) {
        // Only the end of the input means something.
      }
    } catch (EnvironmentException e) {
      System.err.println(e.getMessage());
      System.exit(4);
    }
  }
}
