package org.asyncmark.bench;

import io.netty.channel.epoll.Epoll;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The echo servers that are compared. Each serves all connections on one thread. */
public enum EchoServerKind {
  /** {@link org.asyncmark.loop.EventLoop} with its {@link org.asyncmark.loop.TcpServer}. */
  LOOP,

  /** Netty over the JDK's selector, as the loop is. */
  NETTY_NIO,

  /** Netty with its own native code for epoll. */
  NETTY_EPOLL,

  /** A bare epoll loop in C: what the machine can do. */
  C;

  /** Returns the name for the command line: lower case, with dashes. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the kind with an id that runs in a JVM, so not {@link #C}; empty if there is none. */
  public static Optional<EchoServerKind> ofId(String id) {
    return Arrays.stream(values()).filter(kind -> kind != C && kind.id().equals(id)).findFirst();
  }

  /** Returns the ids that {@link #ofId} knows, for messages. */
  public static String ids() {
    return Arrays.stream(values())
        .filter(kind -> kind != C)
        .map(EchoServerKind::id)
        .collect(Collectors.joining(", "));
  }

  /** Returns why this machine cannot run the server, in one line; null if it can. */
  public @Nullable String unavailable() {
    return switch (this) {
      case LOOP, NETTY_NIO -> null;
      case NETTY_EPOLL ->
          Epoll.isAvailable()
              ? null
              : "echo server netty-epoll needs Linux on x86_64, found "
                  + System.getProperty("os.name")
                  + " on "
                  + System.getProperty("os.arch")
                  + " ("
                  + rootMessage(Epoll.unavailabilityCause())
                  + "); leave it out";
      case C -> CProgram.unavailable();
    };
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
