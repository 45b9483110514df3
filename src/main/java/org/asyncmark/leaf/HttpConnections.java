package org.asyncmark.leaf;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of all models have in common, so that they differ in nothing but their model.
 */
final class HttpConnections {
  /** Size of the buffer that a response is read into, piece by piece. */
  static final int READ_BYTES = 16 * 1024;

  /** A server that sends nothing for this long is an error. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private static final int CONNECT_MILLIS = 10_000;

  private HttpConnections() {}

  /** Returns the server's address, looked up once for all connections of a client. */
  static InetSocketAddress address(HttpTarget target) {
    return new InetSocketAddress(target.server().host(), target.server().port());
  }

  static void requireCount(int connections) {
    if (connections < 1 || connections > 10_000) {
      throw new IllegalArgumentException("connections: want 1 to 10000, got " + connections);
    }
  }

  static int readMillis(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("readTimeout: want 1 ms to 1 day, got " + timeout);
    }
    return (int) timeout.toMillis();
  }

  /** Returns the time between two looks, so that silence is noticed a tenth of it late at most. */
  static long sweepMillis(long readMillis) {
    return Math.max(1, readMillis / 10);
  }

  /** Opens a blocking connection with the options that all clients use. */
  static SocketChannel open(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException(
          "cannot connect to " + shown(address) + ": no address is known by that name");
    }
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, CONNECT_MILLIS);
      connected = true;
      return channel;
    } catch (IOException e) {
      throw cannotConnect(address, e);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  /**
   * Returns a failure that is not the interrupt of the calling thread.
   *
   * @throws InterruptedException if it is; the thread's flag is cleared then
   */
  static IOException unlessInterrupted(IOException failure) throws InterruptedException {
    if (isClosed(failure) && Thread.interrupted()) {
      InterruptedException interrupt = new InterruptedException("interrupted during a request");
      interrupt.initCause(failure);
      throw interrupt;
    }
    return failure;
  }

  /** Tells whether a failure may come from closing the channel on this side. */
  static boolean isClosed(IOException failure) {
    return failure instanceof ClosedChannelException || failure instanceof SocketException;
  }

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is gone, and nobody waits for what it has to say.
    }
  }

  static void requireIndex(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("index: want 0 or more, got " + index);
    }
  }

  static IOException cannotConnect(InetSocketAddress address, IOException cause) {
    if (!(cause instanceof ConnectException || cause instanceof SocketTimeoutException)) {
      return cause; // above all an interrupt, which has a type of its own
    }
    ConnectException failure =
        new ConnectException(
            "cannot connect to " + shown(address) + ": does a server listen there? " + cause);
    failure.initCause(cause);
    return failure;
  }

  static SocketTimeoutException timedOut(
      int index, InetSocketAddress address, long readMillis, @Nullable IOException cause) {
    SocketTimeoutException failure =
        new SocketTimeoutException(
            "request " + index + ": no byte from " + shown(address) + " for " + readMillis + " ms");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  static void requireNothingLeft(int index, ByteBuffer in) throws HttpProtocolException {
    if (in.hasRemaining()) {
      throw new HttpProtocolException(
          "request " + index + ": want one response, got " + in.remaining() + " bytes after it");
    }
  }

  static IOException clientClosed() {
    return new IOException("the http client is closed");
  }

  private static String shown(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
