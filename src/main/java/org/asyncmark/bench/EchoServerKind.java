package org.asyncmark.bench;

import io.netty.channel.epoll.Epoll;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The echo servers that are compared. Each serves all connections on one thread. */
public enum EchoServerKind {
  /** {@link org.asyncmark.loop.EventLoop} with its {@link org.asyncmark.loop.net.TcpServer}. */
  LOOP,

  /** Netty over the JDK's selector, as the loop is. */
  NETTY_NIO,

  /**
   * The same where Netty is allowed {@code sun.misc.Unsafe}, which it does without from JDK 25 on
   * unless it is told otherwise: then its buffers and its set of ready keys are different.
   */
  NETTY_NIO_UNSAFE,

  /** Netty with its own native code for epoll. */
  NETTY_EPOLL,

  /** A bare epoll loop in C: what the machine can do. */
  C;

  /** The first JDK on which Netty does without {@code Unsafe} by itself. */
  private static final int UNSAFE_ON_REQUEST_FROM_JDK = 25;

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
      case NETTY_NIO_UNSAFE -> {
        int jdk = Runtime.version().feature();
        yield jdk >= UNSAFE_ON_REQUEST_FROM_JDK
            ? null
            : "echo server netty-nio-unsafe is n/a on JDK "
                + jdk
                + ": before JDK "
                + UNSAFE_ON_REQUEST_FROM_JDK
                + " Netty uses Unsafe anyway, so that it is netty-nio; leave it out";
      }
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
