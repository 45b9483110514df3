package org.asyncmark.pattern.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's server, with a connection for each subscriber, as blocking code. They stay open
 * from op to op. For the thread that calls the pattern.
 */
final class SocketLines implements AutoCloseable {
  private final BroadcastPlan plan;
  private final Frames frames;
  private final @Nullable SocketLine[] lines;
  private final ServerSocketChannel server;

  /**
   * Listens, and connects nobody yet.
   *
   * @throws UncheckedIOException if there is no port to be had
   */
  SocketLines(BroadcastPlan plan) {
    this.plan = plan;
    frames = new Frames(plan);
    lines = new SocketLine[plan.subscribers()];
    try {
      server = ServerSocketChannel.open();
      server.setOption(StandardSocketOptions.SO_RCVBUF, Frames.SOCKET_BUFFER_BYTES);
      server.bind(new InetSocketAddress("127.0.0.1", 0));
    } catch (IOException e) {
      throw new UncheckedIOException("the publisher cannot listen: " + e.getMessage(), e);
    }
  }

  /** Connects each subscriber that has no connection, or none any more. */
  void connect() throws IOException {
    for (int i = 0; i < lines.length; i++) {
      SocketLine line = lines[i];
      if (line == null || !line.isOpen()) {
        if (line != null) {
          line.close();
        }
        lines[i] = open();
      }
    }
  }

  /** Connects one: nobody else does so meanwhile, so that the server accepts that one. */
  private SocketLine open() throws IOException {
    SocketChannel subscriber = SocketChannel.open();
    try {
      set(subscriber);
      subscriber.connect(server.getLocalAddress());
      SocketChannel publisher = server.accept();
      set(publisher);
      return new SocketLine(frames, new Frames.Reader(plan), publisher, subscriber);
    } catch (IOException | RuntimeException | Error e) {
      subscriber.close();
      throw e;
    }
  }

  private static void set(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, Frames.SOCKET_BUFFER_BYTES);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, Frames.SOCKET_BUFFER_BYTES);
  }

  /** Returns the connection of a subscriber; once it is connected. */
  SocketLine of(int subscriber) {
    SocketLine line = lines[subscriber];
    if (line == null) {
      throw new IllegalStateException("subscriber " + subscriber + " is not connected");
    }
    return line;
  }

  /** Closes all connections, and with them every task that sends or receives. */
  void disconnect() {
    for (SocketLine line : lines) {
      if (line != null) {
        try {
          line.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Closes all connections and the server. Idempotent. */
  @Override
  public void close() throws IOException {
    try (server) {
      disconnect();
    }
  }
}
