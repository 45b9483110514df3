package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/**
 * How many connections a backend has accepted, as it says itself: what clients have opened, whether
 * or not they tell. From any thread.
 *
 * @param port of the backend on 127.0.0.1, 1 to 65535
 */
public record AcceptedConnections(int port) {
  static final String PATH = "/connections";

  private static final int TIMEOUT_MILLIS = 10_000;

  /**
   * Asks the backend, on a connection of its own, which counts like any other.
   *
   * @return the connections of all clients since it started, 1 and up
   * @throws IOException if it is not there, or is none
   */
  public long ask() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(("GET " + PATH + " HTTP/1.0\r\n\r\n").getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      String line = answer.substring(answer.lastIndexOf("\r\n") + 2).trim();
      if (!line.matches("[0-9]{1,18}")) {
        throw new IOException("wanted a count of connections, got '" + line + "'");
      }
      return Long.parseLong(line);
    }
  }
}
