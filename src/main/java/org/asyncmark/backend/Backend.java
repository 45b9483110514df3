package org.asyncmark.backend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.asyncmark.EnvironmentException;

/**
 * The HTTP/1.1 server that http leaves call: {@code GET /leaf?delayMicros=&bytes=&status=&index=}
 * on 127.0.0.1, and nowhere else.
 *
 * <p>All parameters are optional. After {@code delayMicros} (0 to 60 000 000, default 0) it answers
 * {@code status} (200 to 599, default 200) with a body of exactly {@code bytes} (0 to 1 048 576,
 * default 0) bytes. If {@code index} (from 0) is given and the body has at least 16 bytes, it
 * begins with the index as 16 lower-case hexadecimal digits; the rest are dots. A status that has
 * no body (204, 205, 304) wants {@code bytes=0}. Anything else is refused with one line of text.
 *
 * <p>A delay is never shorter than asked for. It ends on a whole millisecond of the selector's
 * wait: 100 us and 1000 us both take a little more than 1 ms.
 *
 * <p>{@code GET /connections} answers how many connections have been accepted, see {@link
 * AcceptedConnections}.
 *
 * <p>{@code POST /stall?millis=} (1 to 60 000) is answered with 204 at once, and from then on no
 * leaf is answered for that time; those that come meanwhile, and those whose delay ends in it, are
 * answered when it is over, in order. Everything else is answered, unless it stands behind a leaf
 * on its connection. A stall while another goes on ends at the later of both ends. It is for tests,
 * and taken from this machine alone.
 *
 * <p>Connections are kept alive, pipelined requests are answered in order, and Nagle's algorithm is
 * off. Any thread may call the methods.
 */
public final class Backend implements AutoCloseable {
  /** Enough for every connection of the largest run to wait for its turn. */
  private static final int BACKLOG = 4096;

  /**
   * More than one full read buffer of the shortest requests: {@link LeafHandler} stops reading long
   * before, and the codec must not close the connection of a client that is merely held back.
   */
  private static final int MAX_PIPELINED = 8192;

  private final EventLoopGroup threads;
  private final StartedThreads started;
  private final ChannelGroup connections;
  private final Channel listener;
  private final int port;

  private Backend(
      EventLoopGroup threads, StartedThreads started, ChannelGroup connections, Channel listener) {
    this.threads = threads;
    this.started = started;
    this.connections = connections;
    this.listener = listener;
    this.port = ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /**
   * Starts a backend with one thread.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws EnvironmentException if the port cannot be had
   * @throws IllegalArgumentException if it is out of range
   */
  public static Backend start(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: want 0 to 65535, got " + port);
    }
    StartedThreads started = new StartedThreads();
    EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, started, NioIoHandler.newFactory());
    AtomicLong accepted = new AtomicLong();
    Replies replies = new Replies(accepted::get, new Stall(System::nanoTime));
    ChannelGroup connections = new DefaultChannelGroup(threads.next(), true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    accepted.incrementAndGet();
                    connections.add(connection);
                    connection
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(new HttpDecoderConfig(), MAX_PIPELINED),
                            new LeafHandler(replies));
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(threads, started);
      throw ListenFailure.of(port, bound.cause());
    }
    return new Backend(threads, started, connections, bound.channel());
  }

  /** Returns the port that this backend listens on; also after {@link #close}. */
  public int port() {
    return port;
  }

  /**
   * Stops listening, closes every connection and waits until the threads of this backend have
   * ended. Further calls do nothing.
   */
  @Override
  public synchronized void close() {
    if (!threads.isShuttingDown()) {
      listener.close().awaitUninterruptibly();
      // A connection that was accepted last may still wait for its registration. A thread that ends
      // with such a task in its queue would register the connection and then never close it.
      threads.forEach(thread -> thread.submit(() -> {}).awaitUninterruptibly());
      connections.close().awaitUninterruptibly();
    }
    stop(threads, started);
  }

  private static void stop(EventLoopGroup threads, StartedThreads started) {
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    threads.terminationFuture().awaitUninterruptibly();
    started.join();
  }

  /** The threads of a backend. Netty says that it has terminated a moment before they are gone. */
  private static final class StartedThreads extends DefaultThreadFactory {
    private final List<Thread> all = new CopyOnWriteArrayList<>();

    StartedThreads() {
      super("asyncmark-backend");
    }

    @Override
    protected Thread newThread(Runnable work, String name) {
      Thread thread = super.newThread(work, name);
      all.add(thread);
      return thread;
    }

    void join() {
      boolean interrupted = false;
      for (Thread thread : all) {
        while (thread.isAlive()) {
          try {
            thread.join();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
