package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Echoes between two connections of one loop allocate nothing once the code is compiled. */
@Timeout(60)
class EchoAllocationTest {
  private static final int EVENTS = 40_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aReadyEventAllocatesNothingInSteadyState() throws Exception {
    try (EventLoop loop = EventLoop.create(LoopConfig.named("echo"))) {
      TcpServer server =
          loop.runUntilComplete(
              TcpServer.listen(
                  loop,
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                  TcpOptions.DEFAULT,
                  connection -> connection::write));
      PingPong pingPong = new PingPong(loop);
      TcpConnection client =
          loop.runUntilComplete(
              TcpClient.connect(
                  loop,
                  server.address(),
                  TcpOptions.DEFAULT,
                  connection -> pingPong.on(connection)));
      double bytesPerEvent = Double.MAX_VALUE;
      // several times, because the compiler decides when the code is in its final form
      for (int attempt = 0; attempt < 20 && bytesPerEvent >= 0.1; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        pingPong.run(client);
        bytesPerEvent = (threads.getCurrentThreadAllocatedBytes() - before) / (2.0 * EVENTS);
      }
      assertThat(bytesPerEvent).isLessThan(0.1);
    }
  }

  private static final class PingPong implements TcpHandler {
    private final EventLoop loop;
    private final ByteBuffer message = ByteBuffer.allocateDirect(128);
    private TcpConnection connection;
    private int left;

    PingPong(EventLoop loop) {
      this.loop = loop;
    }

    PingPong on(TcpConnection made) {
      connection = made;
      return this;
    }

    void run(TcpConnection client) {
      left = EVENTS;
      client.write(message.clear());
      loop.runForever();
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      if (--left > 0) {
        connection.write(data);
      } else {
        loop.stop();
      }
    }
  }
}
