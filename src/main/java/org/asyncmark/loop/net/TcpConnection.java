package org.asyncmark.loop.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.function.Function;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection on a loop, accepted by a {@link TcpServer} or opened by a {@link TcpClient}. All
 * methods are for the loop's thread.
 *
 * <pre>
 *   OPEN ── writeEof ─────────────▶ all written, FIN sent ─┐
 *    │  └── peer's end of input ──▶ endOfInput → true ─────┼─ both ──▶ CLOSED ── next turn ──▶ closed(null)
 *    │                              endOfInput → false ─┐  │             ▲
 *    ├── close ────────────────────────────────────────▶ FLUSHING ── all written
 *    │                                                     │
 *    └── reset, failed write, handler threw, abort ────────┴──▶ CLOSED ── next turn ──▶ closed(failure)
 * </pre>
 *
 * <p>While nothing is read and nothing is unsent, the connection is not watched at all, and a reset
 * by the peer is noticed by the next read or write.
 */
public final class TcpConnection {
  /** Reads of one turn, so that a busy peer does not hold up the other connections. */
  private static final int READS_PER_TURN = 4;

  private final EventLoop loop;
  private final TcpOptions options;
  private final SocketChannel channel;
  private final InetSocketAddress remoteAddress;
  private final Registration registration;
  private final IoBuffers buffers;
  private final Unsent unsent;
  private TcpHandler handler; // null while it is being made, or if that failed
  private boolean readingPaused;
  private boolean writingPaused;
  private boolean inputEnded;
  private boolean outputEnding;
  private boolean closing;
  private boolean closed;

  @SuppressWarnings("NullAway.Init")
  private TcpConnection(EventLoop loop, SocketChannel channel, TcpOptions options)
      throws IOException {
    this.loop = loop;
    this.options = options;
    this.channel = channel;
    this.buffers = IoBuffers.of(loop);
    this.unsent = new Unsent(buffers);
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, options.noDelay());
    options.sizeBuffers(channel);
    this.remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
    this.registration = loop.register(channel, 0, this::ready);
  }

  /**
   * Makes a connection of a connected channel.
   *
   * @throws IOException if the peer is gone already; the channel is closed then, as it is if the
   *     handler cannot be made
   */
  static TcpConnection adopt(
      EventLoop loop,
      SocketChannel channel,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers)
      throws IOException {
    TcpConnection connection;
    try {
      connection = new TcpConnection(loop, channel, options);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
    connection.open(handlers);
    return connection;
  }

  private void open(Function<? super TcpConnection, ? extends TcpHandler> handlers) {
    try {
      handler = handlers.apply(this);
      if (handler == null) {
        throw new NullPointerException("no handler was made for " + remoteAddress);
      }
    } catch (Throwable e) {
      finish(e);
      throw e;
    }
    updateInterest();
    if (writingPaused) {
      pauseWriter(); // it did not exist when the first write was short
    }
  }

  /**
   * Sends data, at once as far as the socket takes it; the rest is copied and sent later. If it is
   * more than {@link TcpOptions#limitBytes} or, over all connections of the loop, {@link
   * LoopConfig#unsentLimitBytes} allow, or if there is no memory for it, the connection ends.
   *
   * @param data is consumed; direct buffers spare the machine a copy
   * @return false if the writer should pause until {@link TcpHandler#resumeWriting}, or if the
   *     connection is gone and the data with it
   * @throws IllegalStateException after {@link #close} or {@link #writeEof}, or on any other thread
   *     than the loop's
   * @throws OutOfMemoryError if there is no memory for the rest
   */
  public boolean write(ByteBuffer data) {
    Objects.requireNonNull(data, "data");
    requireWritable();
    if (closed) {
      data.position(data.limit()); // its handler is about to learn that
      return false;
    }
    try {
      if (unsent.isEmpty()) {
        channel.write(data);
      }
      if (data.hasRemaining()) {
        keep(data);
      }
    } catch (IOException e) {
      data.position(data.limit());
      finish(e);
    } catch (RuntimeException | Error e) {
      finish(e); // some of the data may be sent, so that the rest can only be lost
      throw e;
    }
    return !writingPaused && !closed;
  }

  private void keep(ByteBuffer data) throws IOException {
    long bytes = (long) unsent.bytes() + data.remaining();
    if (bytes > options.limitBytes()) {
      throw new IOException(
          "the peer "
              + remoteAddress
              + " reads too slowly: "
              + bytes
              + " B unsent, limit "
              + options.limitBytes()
              + " B; pause when write returns false, or raise the limit");
    }
    buffers.requireRoom(data.remaining());
    unsent.add(data);
    updateInterest();
    if (bytes > options.highWaterBytes() && !writingPaused) {
      writingPaused = true;
      pauseWriter();
    }
  }

  private void pauseWriter() {
    try {
      if (handler != null && !closed) {
        handler.pauseWriting();
      }
    } catch (Throwable e) { // the handler's failure, and none of whoever is writing
      finish(e);
      loop.report(e);
    }
  }

  /** Sends the end of output after all that is unsent; reading goes on. Idempotent. */
  public void writeEof() {
    requireLoopThread();
    if (!outputEnding && !closing && !closed) {
      outputEnding = true;
      if (unsent.isEmpty()) {
        endOutput();
      }
    }
  }

  /** Stops reading; unread data holds the peer up. Idempotent. */
  public void pauseReading() {
    requireLoopThread();
    readingPaused = true;
    updateInterest();
  }

  /** Reads again. Idempotent. */
  public void resumeReading() {
    requireLoopThread();
    readingPaused = false;
    updateInterest();
  }

  /**
   * Closes the connection once all that is unsent is written; nothing more is read. Against a peer
   * that never reads, {@link #abort} helps. Idempotent.
   */
  public void close() {
    requireLoopThread();
    if (!closing && !closed) {
      closing = true;
      if (unsent.isEmpty()) {
        finish(null);
      } else {
        updateInterest();
      }
    }
  }

  /** Closes the connection at once; what is unsent is lost. Idempotent. */
  public void abort() {
    requireLoopThread();
    if (!closed) {
      finish(null);
    }
  }

  /** Tells whether neither side has closed the connection and it has not failed. */
  public boolean isOpen() {
    return !closing && !closed;
  }

  /** Returns the number of bytes that were written to this connection but not yet to its socket. */
  public int unsentBytes() {
    return unsent.bytes();
  }

  /** Returns the peer's address. */
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  private void ready() {
    try {
      int ops = registration.readyOps();
      if ((ops & SelectionKey.OP_WRITE) != 0) {
        flush();
      }
      if ((ops & SelectionKey.OP_READ) != 0) {
        read();
      }
    } catch (IOException e) {
      finish(e);
    } catch (Throwable e) {
      finish(e);
      throw e; // for the loop's exception handler
    }
  }

  private boolean reads() {
    return !readingPaused && !inputEnded && !closing && !closed;
  }

  private void read() throws IOException {
    for (int i = 0; i < READS_PER_TURN && reads(); i++) {
      ByteBuffer in = buffers.forRead();
      int length = channel.read(in);
      if (length < 0) {
        endInput();
        return;
      }
      boolean drained = in.hasRemaining();
      if (length > 0) {
        handler.dataReceived(in.flip());
      }
      if (drained) {
        return;
      }
    }
  }

  private void endInput() {
    inputEnded = true;
    updateInterest();
    if (!handler.endOfInput()) {
      close();
    } else if (outputEnding && unsent.isEmpty() && !closed) {
      finish(null);
    }
  }

  private void flush() throws IOException {
    unsent.writeTo(channel);
    if (writingPaused && unsent.bytes() <= options.lowWaterBytes() && !closing) {
      writingPaused = false;
      handler.resumeWriting();
    }
    if (closed || !unsent.isEmpty()) {
      return;
    }
    if (closing) {
      finish(null);
    } else {
      updateInterest();
      if (outputEnding) {
        endOutput();
      }
    }
  }

  private void endOutput() {
    try {
      channel.shutdownOutput();
      if (inputEnded) {
        finish(null);
      }
    } catch (IOException e) {
      finish(e);
    }
  }

  private void updateInterest() {
    if (!closed) {
      registration.interest(
          (reads() ? SelectionKey.OP_READ : 0) | (unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }
  }

  private void finish(@Nullable Throwable failure) {
    if (closed) {
      return;
    }
    closed = true;
    unsent.clear();
    if (failure instanceof OutOfMemoryError) {
      buffers.forgetFree();
    }
    Throwable reason = failure;
    try {
      registration.close();
    } catch (IOException | RuntimeException | Error e) { // the socket is gone all the same
      reason = failure == null ? e : failure;
    }
    Throwable told = reason;
    loop.callSoon(
        () -> {
          if (handler != null) {
            handler.closed(told);
          }
        });
  }

  private void requireWritable() {
    requireLoopThread();
    if (closing || outputEnding) {
      throw new IllegalStateException(
          "write to " + remoteAddress + " after " + (closing ? "close" : "writeEof"));
    }
  }

  private void requireLoopThread() {
    loop.requireLoopThread("a TCP connection");
  }
}
