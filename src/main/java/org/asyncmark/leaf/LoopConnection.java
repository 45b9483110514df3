package org.asyncmark.leaf;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.function.Consumer;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Registration;
import org.jspecify.annotations.Nullable;

/**
 * One place in the pool of {@link LoopHttpClient}, with a connection or without. Loop thread only.
 *
 * <pre>
 *   DISCONNECTED ─ start ─▶ CONNECTING ─▶ BUSY ── response ──▶ IDLE ─ start ─▶ BUSY
 *        ▲                      │           │                   │
 *        └─── failure, cancel ──┴───────────┴── server closes ──┘
 * </pre>
 */
final class LoopConnection {
  /** Reads of one turn, so that a large body does not hold up the other connections. */
  private static final int READS_PER_TURN = 4;

  private final EventLoop loop;
  private final HttpRequest encoder;
  private final InetSocketAddress address;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final RequestTimes times;
  private final Consumer<LoopConnection> released;
  private final HttpResponseDecoder decoder = new HttpResponseDecoder();
  private @Nullable SocketChannel channel;
  private @Nullable Registration registration;
  private @Nullable LoopRequest request;
  private boolean connecting;
  private long progressNanos;

  /**
   * Creates a place without a connection.
   *
   * @param in read buffer that all connections of a loop share
   * @param times where requests note their times
   * @param released called when a request has ended, before its future is completed
   */
  LoopConnection(
      EventLoop loop,
      HttpRequest encoder,
      InetSocketAddress address,
      ByteBuffer in,
      RequestTimes times,
      Consumer<LoopConnection> released) {
    this.loop = loop;
    this.encoder = encoder;
    this.address = address;
    this.in = in;
    this.out = ByteBuffer.allocateDirect(encoder.maxBytes());
    this.times = times;
    this.released = released;
  }

  /** Takes over a channel that is connected and non-blocking. */
  void adopt(SocketChannel connected) throws IOException {
    channel = connected;
    registration = loop.register(connected, SelectionKey.OP_READ, this::ready);
  }

  boolean isConnected() {
    return channel != null;
  }

  @Nullable LoopRequest request() {
    return request;
  }

  /** Returns since when the server has been silent, on the scale of the loop's time. */
  long progressNanos() {
    return progressNanos;
  }

  /** Sends a request, on a new connection if there is none. */
  void start(LoopRequest next) {
    request = next;
    next.connection(this);
    progressNanos = loop.timeNanos();
    decoder.reset();
    try {
      if (channel == null) {
        connect(next.index());
      } else {
        send(next.index(), channel);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void connect(int index) throws IOException {
    times.connecting(index);
    SocketChannel fresh = SocketChannel.open();
    try {
      fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
      fresh.configureBlocking(false);
      connecting = !fresh.connect(address);
      adopt(fresh);
    } catch (IOException e) {
      fresh.close();
      throw HttpConnections.cannotConnect(address, e);
    }
    if (connecting) {
      registration().interest(SelectionKey.OP_CONNECT);
    } else {
      send(index, fresh);
    }
  }

  private void send(int index, SocketChannel current) throws IOException {
    times.sending(index);
    out.clear();
    encoder.encode(index, out);
    out.flip();
    write(current);
  }

  private void write(SocketChannel current) throws IOException {
    current.write(out);
    registration()
        .interest(
            out.hasRemaining()
                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                : SelectionKey.OP_READ);
  }

  private Registration registration() {
    return Objects.requireNonNull(registration, "who has a channel is registered");
  }

  private void ready() {
    SocketChannel current = channel;
    if (current == null) {
      return;
    }
    try {
      if (connecting) {
        finishConnect(current);
      } else {
        if (request != null && out.hasRemaining()) {
          write(current);
        }
        read(current);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void finishConnect(SocketChannel current) throws IOException {
    try {
      if (!current.finishConnect()) {
        return;
      }
    } catch (IOException e) {
      throw HttpConnections.cannotConnect(address, e);
    }
    connecting = false;
    progressNanos = loop.timeNanos();
    send(Objects.requireNonNull(request, "who connects has a request").index(), current);
  }

  private void read(SocketChannel current) throws IOException {
    for (int i = 0; i < READS_PER_TURN; i++) {
      in.clear();
      int length = current.read(in);
      if (length == 0) {
        return;
      }
      if (request == null) {
        disconnect(); // the server closed an idle connection, or talks out of turn
        return;
      }
      if (length < 0) {
        decoder.endOfInput();
      }
      boolean full = !in.hasRemaining();
      in.flip();
      if (decoder.feed(in)) {
        HttpConnections.requireNothingLeft(request.index(), in);
        respond(request);
        return;
      }
      progressNanos = loop.timeNanos();
      if (!full) {
        return;
      }
    }
  }

  private void respond(LoopRequest done) throws IOException {
    boolean lasting = decoder.keepAlive();
    long answer;
    try {
      answer = encoder.answer(done.index(), decoder);
    } catch (HttpStatusException e) {
      release(lasting);
      done.fail(e);
      return;
    }
    times.answered(done.index());
    release(lasting);
    done.complete(answer);
  }

  /** Ends the request under way, if any, with a failure, and the connection with it. */
  void fail(IOException failure) {
    LoopRequest failed = request;
    if (failed == null) {
      disconnect();
    } else {
      release(false);
      failed.fail(failure);
    }
  }

  /** Forgets the request under way, whose answer nobody wants, and the connection with it. */
  void abandon() {
    release(false);
  }

  private void release(boolean reusable) {
    if (request != null) {
      request.connection(null);
      request = null;
    }
    if (!reusable || !times.areOfKept()) {
      disconnect();
    }
    released.accept(this);
  }

  private void disconnect() {
    Registration old = registration;
    channel = null;
    registration = null;
    connecting = false;
    if (old != null) {
      HttpConnections.closeQuietly(old::close);
    }
  }
}
