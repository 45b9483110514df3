package org.asyncmark.leaf;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One place in the pool of {@link BlockingHttpClient}, with a connection or without. Used by the
 * thread that took it from the pool; only {@link #close} may be called from others.
 *
 * <p>The channel is a {@link SocketChannel}, which an interrupt closes on platform and virtual
 * threads alike ({@code java.net.Socket} ignores it on platform threads). Its read time-out is
 * looked after by {@link ReadTimeouts}: that of the channel's socket adaptor costs four system
 * calls a request, which the loop's connections do not pay.
 */
final class BlockingConnection implements Closeable {
  private final HttpRequest request;
  private final InetSocketAddress address;
  private final int readMillis;
  private final HttpResponseDecoder decoder = new HttpResponseDecoder();
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(HttpConnections.READ_BYTES);
  private volatile @Nullable SocketChannel channel;
  private volatile boolean closed;
  // since when the server has been silent, on the scale of System.nanoTime; 0 while nothing is
  // asked
  private volatile long silentSinceNanos;
  private volatile boolean timedOut;

  BlockingConnection(HttpRequest request, InetSocketAddress address, int readMillis) {
    this.request = request;
    this.address = address;
    this.readMillis = readMillis;
    this.out = ByteBuffer.allocateDirect(request.maxBytes());
  }

  boolean isConnected() {
    return channel != null;
  }

  void connect() throws IOException {
    SocketChannel fresh = HttpConnections.open(address);
    boolean connected = false;
    try {
      channel = fresh;
      connected = !closed; // close() has either seen the channel, or we see closed
    } finally {
      if (!connected) {
        disconnect();
        fresh.close();
      }
    }
    requireOpen();
  }

  /** Sends a request and reads its response; the connection stays only if it can be used again. */
  long exchange(int index) throws IOException {
    requireOpen();
    SocketChannel current = channel;
    if (current == null) {
      throw new IllegalStateException("not connected");
    }
    boolean reusable = false;
    try {
      out.clear();
      request.encode(index, out);
      out.flip();
      while (out.hasRemaining()) {
        current.write(out);
      }
      receive(index, current);
      boolean lasting = decoder.keepAlive();
      try {
        long answer = request.answer(index, decoder);
        reusable = lasting;
        return answer;
      } catch (HttpStatusException e) {
        reusable = lasting;
        throw e;
      }
    } finally {
      if (!reusable) {
        disconnect();
      }
    }
  }

  private void receive(int index, SocketChannel current) throws IOException {
    decoder.reset();
    timedOut = false;
    try {
      do {
        silentSinceNanos = now();
        in.clear();
        if (current.read(in) < 0) {
          decoder.endOfInput();
        }
        in.flip();
      } while (!decoder.feed(in));
    } catch (ClosedChannelException e) {
      throw timedOut ? HttpConnections.timedOut(index, address, readMillis, e) : e;
    } finally {
      silentSinceNanos = 0;
    }
    HttpConnections.requireNothingLeft(index, in);
  }

  /**
   * Closes the connection if its server has been silent for too long; from any thread. If the
   * answer comes at that very moment, the next request may be the one that fails.
   */
  void closeIfSilent() {
    long since = silentSinceNanos;
    SocketChannel current = channel;
    if (since != 0 && current != null && now() - since >= readMillis * 1_000_000L) {
      timedOut = true;
      HttpConnections.closeQuietly(current);
    }
  }

  /** Returns a time that is never 0, which stands for none. */
  private static long now() {
    return System.nanoTime() | 1;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw HttpConnections.clientClosed();
    }
  }

  /** Closes the connection if there is one; the next one may be opened in this place. */
  void disconnect() throws IOException {
    SocketChannel current = channel;
    channel = null;
    if (current != null) {
      current.close();
    }
  }

  /** Closes the socket for good; a thread that waits for it gets an exception. From any thread. */
  @Override
  public void close() throws IOException {
    closed = true;
    disconnect();
  }
}
