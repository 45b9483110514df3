package org.asyncmark.loop.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Function;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Registration;
import org.jspecify.annotations.Nullable;

/** Opens TCP connections on a loop. */
public final class TcpClient {
  private final EventLoop loop;
  private final InetSocketAddress address;
  private final TcpOptions options;
  private final Function<? super TcpConnection, ? extends TcpHandler> handlers;
  private final LoopFuture<TcpConnection> connected;
  private @Nullable Registration registration;

  private TcpClient(
      EventLoop loop,
      InetSocketAddress address,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers) {
    this.loop = loop;
    this.address = address;
    this.options = options;
    this.handlers = handlers;
    this.connected = new LoopFuture<>(loop);
  }

  /**
   * Opens a connection. Cancelling the future gives the attempt up.
   *
   * @param address resolved: looking up a name would block the loop
   * @param handlers called with the new connection before the future is done, and returns what
   *     handles it
   * @return fails with an {@link IOException} if the peer cannot be reached, or with what {@code
   *     handlers} threw
   * @throws IllegalStateException on any other thread than the loop's, or if the loop is closed
   * @throws IllegalArgumentException if the address is not resolved
   */
  public static LoopFuture<TcpConnection> connect(
      EventLoop loop,
      InetSocketAddress address,
      TcpOptions options,
      Function<? super TcpConnection, ? extends TcpHandler> handlers) {
    loop.requireLoopThread("TcpClient.connect");
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("want a resolved address, got " + address);
    }
    TcpClient attempt = new TcpClient(loop, address, options, handlers);
    attempt.start();
    return attempt.connected;
  }

  private void start() {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      options.sizeBuffers(channel);
      if (channel.connect(address)) {
        succeed(channel);
      } else {
        await(channel);
      }
    } catch (Throwable e) {
      fail(channel, e);
    }
  }

  private void await(SocketChannel channel) throws IOException {
    Registration watched = loop.register(channel, SelectionKey.OP_CONNECT, () -> finish(channel));
    registration = watched;
    connected.onDone(
        done -> {
          if (done.isCancelled()) {
            close(channel);
          }
        });
  }

  private void finish(SocketChannel channel) {
    if (connected.isDone()) {
      return; // cancelled; the callback that closes the channel is yet to run
    }
    try {
      if (channel.finishConnect()) {
        succeed(channel);
      }
    } catch (Throwable e) {
      fail(channel, e);
    }
  }

  private void succeed(SocketChannel channel) throws IOException {
    TcpConnection connection = TcpConnection.adopt(loop, channel, options, handlers);
    if (connected.isDone()) { // whoever made the handler has cancelled
      connection.abort();
    } else {
      connected.complete(connection);
    }
  }

  private void fail(@Nullable SocketChannel channel, Throwable reason) {
    if (channel != null) {
      close(channel);
    }
    if (!connected.isDone()) {
      connected.fail(
          reason instanceof IOException
              ? new IOException("cannot connect to " + address + ": " + reason.getMessage(), reason)
              : reason);
    }
  }

  private void close(SocketChannel channel) {
    try {
      if (registration != null) {
        registration.close();
      } else {
        channel.close();
      }
    } catch (IOException e) {
      loop.report(e);
    }
  }
}
