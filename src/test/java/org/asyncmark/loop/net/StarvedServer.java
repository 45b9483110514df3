package org.asyncmark.loop.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;

/**
 * An echo server in a process of its own that is short of descriptors. Prints its port, then a line
 * for each failure; ends with its input.
 */
public final class StarvedServer {
  private StarvedServer() {}

  public static void main(String[] args) throws Exception {
    try (EventLoop loop =
        EventLoop.start(
            LoopConfig.named("starved")
                .exceptionHandler(failure -> System.out.println(failure.getMessage())))) {
      TcpServer server =
          loop.callAndWait(
              () -> {
                // loaded now, because a class file needs a descriptor too
                loop.callLater(Duration.ZERO, () -> {});
                return TcpServer.listen(
                    loop,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    TcpOptions.DEFAULT,
                    connection -> connection::write);
              });
      System.out.println(server.address().getPort());
      while (System.in.read() >= 0) {
        // until the parent ends or closes it
      }
    }
  }
}
