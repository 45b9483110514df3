package org.asyncmark.leaf;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One place in the pool of {@link BlockingHttpClient}, with a connection or without. Used by the
 * thread that took it from the pool; only {@link #close} may be called from others.
 *
 * <p>The channel is a {@link SocketChannel}, which an interrupt closes on platform and virtual
 * threads alike ({@code java.net.Socket} ignores it on platform threads). It is read through the
 * stream of its socket adaptor, because only that has a read time-out.
 */
final class BlockingConnection implements AutoCloseable {
  private final HttpRequest request;
  private final InetSocketAddress address;
  private final int readMillis;
  private final HttpResponseDecoder decoder = new HttpResponseDecoder();
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocate(HttpConnections.READ_BYTES);
  private volatile @Nullable SocketChannel channel;
  private volatile boolean closed;

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
      fresh.socket().setSoTimeout(readMillis);
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
      receive(index, current.socket().getInputStream());
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

  private void receive(int index, InputStream stream) throws IOException {
    decoder.reset();
    do {
      int length;
      try {
        length = stream.read(in.array(), 0, in.capacity());
      } catch (SocketTimeoutException e) {
        throw HttpConnections.timedOut(index, address, readMillis, e);
      }
      if (length < 0) {
        decoder.endOfInput();
      }
      in.clear().limit(length);
    } while (!decoder.feed(in));
    HttpConnections.requireNothingLeft(index, in);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw HttpConnections.clientClosed();
    }
  }

  private void disconnect() throws IOException {
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
