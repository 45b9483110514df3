package org.asyncmark.bench;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.asyncmark.backend.ListenFailure;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.net.TcpConnection;
import org.asyncmark.loop.net.TcpHandler;
import org.asyncmark.loop.net.TcpOptions;
import org.asyncmark.loop.net.TcpServer;

/** The echo server on our loop. */
final class LoopEchoServer {
  private LoopEchoServer() {}

  static EchoServer start(int port) throws InterruptedException {
    EventLoop loop = EventLoop.start("asyncmark-echo");
    boolean listening = false;
    try {
      TcpOptions options = TcpOptions.DEFAULT.backlog(EchoServer.BACKLOG);
      TcpServer server =
          loop.callAndWait(
              () -> TcpServer.listen(loop, EchoServer.loopback(port), options, Echo::new));
      listening = true;
      return new EchoServer(server.address().getPort(), loop::close);
    } catch (ExecutionException e) {
      Throwable failure = Objects.requireNonNull(e.getCause(), "what the loop threw");
      throw ListenFailure.of(port, failure.getCause() == null ? failure : failure.getCause());
    } finally {
      if (!listening) {
        loop.close();
      }
    }
  }

  private static final class Echo implements TcpHandler {
    private final TcpConnection connection;

    Echo(TcpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      connection.write(data);
    }

    @Override
    public void pauseWriting() {
      connection.pauseReading();
    }

    @Override
    public void resumeWriting() {
      connection.resumeReading();
    }
  }
}
