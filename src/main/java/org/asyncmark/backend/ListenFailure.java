package org.asyncmark.backend;

import java.net.BindException;
import org.asyncmark.EnvironmentException;

/** Says in one line why a port of 127.0.0.1 cannot be listened on. */
public final class ListenFailure {
  private ListenFailure() {}

  /**
   * Returns the exception for the user.
   *
   * @param port the port that was asked for
   * @param cause what the machine said
   */
  public static EnvironmentException of(int port, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    // what Netty's native code throws is not a BindException
    if (message.contains("already in use")
        || (cause instanceof BindException && !message.contains("denied"))) {
      return new EnvironmentException(
          "port " + port + " is taken: choose another with --port, or 0 for a free one", cause);
    }
    return new EnvironmentException(
        "cannot listen on 127.0.0.1:"
            + port
            + " ("
            + cause.getMessage()
            + "): choose another port with --port, or 0 for a free one",
        cause);
  }
}
