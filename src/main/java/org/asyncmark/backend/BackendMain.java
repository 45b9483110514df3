package org.asyncmark.backend;

import java.io.IOException;
import org.asyncmark.EnvironmentException;

/**
 * The backend in a JVM of its own: {@code BackendMain [port [threads]]}.
 *
 * <p>Prints {@code listening on 127.0.0.1:<port>} on standard output and serves until standard
 * input ends. Whoever starts it holds the other end of that pipe, so the backend ends with its
 * parent, in whatever way the parent dies.
 */
public final class BackendMain {
  private BackendMain() {}

  /**
   * Serves until standard input ends.
   *
   * @param args port (0 to 65535, default 0 for a free one) and number of threads (default 1)
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (Backend backend = Backend.start(argument(args, 0, 0), argument(args, 1, 1))) {
      System.out.println(ListeningProcess.LISTENING + backend.port());
      System.out.flush();
      byte[] ignored = new byte[256];
      while (System.in.read(ignored) >= 0) {
        // Only the end of the input means something.
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (EnvironmentException e) {
      System.err.println(e.getMessage());
      System.exit(4);
    }
  }

  private static int argument(String[] args, int position, int otherwise) {
    if (args.length <= position) {
      return otherwise;
    }
    try {
      return Integer.parseInt(args[position]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "usage: BackendMain [port [threads]], got '" + args[position] + "'", e);
    }
  }
}
