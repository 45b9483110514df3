package org.asyncmark.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.PlatformDependent;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.ListenFailure;

/** The echo server on Netty, in the form in which Netty is fastest here. */
final class NettyEchoServer {
  /**
   * Fixed, because the default adapts to the messages: a read that fills its buffer is followed by
   * another, which would find nothing.
   */
  private static final int READ_BYTES = 2048;

  /** The option of a JVM from JDK 23 on that lets it use {@code Unsafe} without a warning. */
  static final String ALLOW_UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private NettyEchoServer() {}

  static EchoServer nio(int port) {
    return start(port, NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  /**
   * Starts a server that uses {@code sun.misc.Unsafe}. Whether Netty does is settled for all of a
   * JVM when it is first used there.
   *
   * @throws EnvironmentException if that was settled otherwise, or this JVM denies it
   */
  static EchoServer nioUnsafe(int port) {
    System.setProperty("io.netty.noUnsafe", "false");
    if (!PlatformDependent.hasUnsafe()) {
      throw new EnvironmentException(
          "echo server netty-nio-unsafe wants a JVM that lets Netty use Unsafe, this one does not ("
              + PlatformDependent.getUnsafeUnavailabilityCause().getMessage()
              + "); start it with "
              + ALLOW_UNSAFE);
    }
    return nio(port);
  }

  static EchoServer epoll(int port) {
    return start(port, EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
  }

  private static EchoServer start(
      int port, IoHandlerFactory io, Class<? extends ServerChannel> channels) {
    EventLoopGroup thread =
        new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("asyncmark-echo"), io);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(thread)
            .channel(channels)
            .option(ChannelOption.SO_BACKLOG, EchoServer.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .childHandler(new Echo())
            .bind(EchoServer.loopback(port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(thread);
      throw ListenFailure.of(port, bound.cause());
    }
    InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
    return new EchoServer(address.getPort(), () -> stop(thread));
  }

  private static void stop(EventLoopGroup thread) {
    thread.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    thread.terminationFuture().awaitUninterruptibly();
  }

  @Sharable
  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
      context.write(data, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // a reset by the peer ends the connection and nothing else
    }
  }
}
