package org.asyncmark.bench;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.loop.EventLoop;

/** A loop with one thread, which takes work from others. */
public enum SubmitTarget {
  /** {@link EventLoop#callSoonThreadsafe}. */
  LOOP,

  /** {@code execute} of the one loop of a Netty group. */
  NETTY_NIO;

  /**
   * A running loop.
   *
   * @param executor hands work over; from any thread
   * @param closing ends the loop and its thread
   */
  record Opened(Executor executor, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  @SuppressWarnings("UnnecessaryMethodReference") // both are called in the same way
  Opened open() {
    if (this == LOOP) {
      EventLoop loop = EventLoop.start("submit-loop");
      return new Opened(loop::callSoonThreadsafe, loop::close);
    }
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("submit-netty"), NioIoHandler.newFactory());
    return new Opened(
        group.next()::execute,
        () -> group.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly());
  }
}
