package org.asyncmark.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.asyncmark.EnvironmentException;

/**
 * A server on 127.0.0.1 that sends back what it gets, with one thread and Nagle's algorithm off.
 * Any thread may call the methods.
 *
 * @param port that it listens on
 * @param closing closes all connections and waits until the server's thread has ended; idempotent
 */
public record EchoServer(int port, Runnable closing) implements AutoCloseable {
  /** Connections that may wait to be accepted: more than the largest run opens at once. */
  static final int BACKLOG = 4096;

  /**
   * Starts a server in this JVM.
   *
   * @param kind not {@link EchoServerKind#C}, which is not in Java
   * @param port 1 to 65535, or 0 for a free one
   * @throws EnvironmentException if the port cannot be had or the machine lacks what the kind needs
   * @throws InterruptedException if interrupted while it starts; nothing is left running
   */
  public static EchoServer start(EchoServerKind kind, int port) throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: want 0 to 65535, got " + port);
    }
    String reason = kind.unavailable();
    if (reason != null) {
      throw new EnvironmentException(reason);
    }
    return switch (kind) {
      case LOOP -> LoopEchoServer.start(port);
      case NETTY_NIO -> NettyEchoServer.nio(port);
      case NETTY_NIO_UNSAFE -> NettyEchoServer.nioUnsafe(port);
      case NETTY_EPOLL -> NettyEchoServer.epoll(port);
      case C -> throw new IllegalArgumentException("the echo server c has no form in a JVM");
    };
  }

  @Override
  public void close() {
    closing.run();
  }

  /** Returns a port of the loopback interface. */
  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
