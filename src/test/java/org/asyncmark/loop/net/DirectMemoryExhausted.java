package org.asyncmark.loop.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own that is short of direct memory. Its first connection writes
 * until there is none left; the lines it prints tell what became of it and of the next one.
 */
public final class DirectMemoryExhausted {
  private static final int BLOCK_BYTES = 64 * 1024;

  private DirectMemoryExhausted() {}

  public static void main(String[] args) throws Exception {
    LoopConfig config =
        LoopConfig.named("short of memory")
            .exceptionHandler(failure -> System.out.println("reported " + failure));
    try (EventLoop loop = EventLoop.start(config)) {
      CompletableFuture<Throwable> closed = new CompletableFuture<>();
      CompletableFuture<TcpConnection> accepted = new CompletableFuture<>();
      TcpServer server =
          loop.callAndWait(
              () ->
                  TcpServer.listen(
                      loop,
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                      TcpOptions.DEFAULT,
                      connection -> {
                        accepted.complete(connection);
                        return new Answering(connection, closed);
                      }));
      InetAddress address = server.address().getAddress();
      try (Socket peer = new Socket(address, server.address().getPort())) {
        TcpConnection connection = accepted.get();
        loop.callAndWait(
            () -> {
              writeUntilNoMemory(connection);
              connection.close();
              connection.abort();
              return finished(loop);
            });
        System.out.println("closed by " + closed.get().getClass().getSimpleName());
        System.out.println("unsent " + connection.unsentBytes());
        System.out.println("over all " + IoBuffers.of(loop).unsentBytes());
        System.out.println("peer at its end " + (readAll(peer.getInputStream()) > 0));
      }
      try (Socket next = new Socket(address, server.address().getPort())) {
        next.getOutputStream().write(42);
        System.out.println("next reads " + next.getInputStream().read());
      }
      long turns = loop.counts().turns();
      loop.callAndWait(() -> Task.start(loop, Async.sleep(java.time.Duration.ofMillis(50))));
      System.out.println("spins " + (loop.counts().turns() - turns > 100));
    }
  }

  private static void writeUntilNoMemory(TcpConnection connection) {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    try {
      while (connection.isOpen()) {
        connection.write(block.clear());
      }
      System.out.println("ended without an Error");
    } catch (OutOfMemoryError e) {
      System.out.println("write threw an OutOfMemoryError, open " + connection.isOpen());
    }
  }

  private static LoopFuture<Void> finished(EventLoop loop) {
    LoopFuture<Void> future = new LoopFuture<>(loop);
    future.complete(null);
    return future;
  }

  private static long readAll(InputStream in) throws IOException {
    long bytes = 0;
    byte[] block = new byte[BLOCK_BYTES];
    for (int length = in.read(block); length >= 0; length = in.read(block)) {
      bytes += length;
    }
    return bytes;
  }

  private record Answering(TcpConnection connection, CompletableFuture<Throwable> ended)
      implements TcpHandler {
    @Override
    public void dataReceived(ByteBuffer data) {
      connection.write(data);
    }

    @Override
    public void closed(@Nullable Throwable failure) {
      ended.complete(failure);
    }
  }
}
