package org.asyncmark.loop.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Registration;
import org.asyncmark.loop.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * A socket that accepts TCP connections on a loop. Loop thread only.
 *
 * <p>When a connection cannot be accepted, above all because the process has no descriptor left,
 * the server leaves it in the backlog, reports the failure to the loop's exception handler, and
 * tries again after {@link #RETRY}: the connection would stay ready, and the loop would spin.
 */
public final class TcpServer implements AutoCloseable {
  /** How long a server waits after it could not accept. */
  static final Duration RETRY = Duration.ofMillis(100);

  /** Connections accepted in one turn, so that a burst does not hold up those that are open. */
  private static final int ACCEPTS_PER_TURN = 64;

  /** The one call that a test replaces. */
  @FunctionalInterface
  interface Acceptor {
    @Nullable SocketChannel accept(ServerSocketChannel listening) throws IOException;
  }

  private final EventLoop loop;
  private final TcpOptions options;
  private final Function<? super TcpConnection, ? extends TcpHandler> handlers;
  private final Acceptor acceptor;
  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private final Registration registration;
  private @Nullable TimerHandle retry;

  private TcpServer(
      EventLoop loop,
      ServerSocketChannel channel,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers,
      Acceptor acceptor)
      throws IOException {
    this.loop = loop;
    this.options = options;
    this.handlers = handlers;
    this.acceptor = acceptor;
    this.channel = channel;
    this.address = (InetSocketAddress) channel.getLocalAddress();
    this.registration = loop.register(channel, SelectionKey.OP_ACCEPT, this::accept);
  }

  /**
   * Listens for connections.
   *
   * @param address port 0 lets the machine choose one
   * @param handlers called with each new connection, and returns what handles it
   * @return done at once; fails with an {@link IOException} if the address cannot be had
   * @throws IllegalStateException on any other thread than the loop's, or if the loop is closed
   * @throws IllegalArgumentException if the address is not resolved
   */
  public static LoopFuture<TcpServer> listen(
      EventLoop loop,
      InetSocketAddress address,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers) {
    LoopFuture<TcpServer> future = new LoopFuture<>(loop);
    try {
      future.complete(listen(loop, address, options, handlers, ServerSocketChannel::accept));
    } catch (IOException e) {
      future.fail(e);
    }
    return future;
  }

  static TcpServer listen(
      EventLoop loop,
      InetSocketAddress address,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers,
      Acceptor acceptor)
      throws IOException {
    loop.requireLoopThread("TcpServer.listen");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("want a resolved address, got " + address);
    }
    try {
      // JDK 17 opens descriptors of its own when it closes a socket for the first time. If there
      // are none left by then, it can never close one again.
      SocketChannel.open().close();
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.configureBlocking(false);
        options.sizeBuffers(channel);
        channel.bind(address, options.backlog());
        return new TcpServer(loop, channel, options, handlers, acceptor);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Returns the address that the server listens on, with its actual port. */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Stops listening. Connections that were accepted stay open. Idempotent.
   *
   * @throws IOException if the socket says so; it is closed all the same
   */
  @Override
  public void close() throws IOException {
    loop.requireLoopThread("TcpServer.close");
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
    registration.close();
  }

  private void accept() {
    for (int i = 0; i < ACCEPTS_PER_TURN && !registration.isCancelled(); i++) {
      SocketChannel accepted;
      try {
        accepted = acceptor.accept(channel);
      } catch (Throwable e) { // whatever it is, the connection stays ready, and the loop would spin
        rest(e);
        return;
      }
      if (accepted == null) {
        return;
      }
      adopt(accepted);
    }
  }

  private void adopt(SocketChannel accepted) {
    try {
      TcpConnection.adopt(loop, accepted, options, handlers);
    } catch (Throwable e) { // one connection must not hold up those that come after it
      loop.report(e);
    }
  }

  private void rest(Throwable reason) {
    registration.interest(0);
    retry = loop.callLater(RETRY, this::resume);
    loop.report(
        new IOException(
            "cannot accept connections on "
                + address
                + ": "
                + reason.getMessage()
                + "; trying again in "
                + RETRY.toMillis()
                + " ms",
            reason));
  }

  private void resume() {
    retry = null;
    registration.interest(SelectionKey.OP_ACCEPT);
  }
}
