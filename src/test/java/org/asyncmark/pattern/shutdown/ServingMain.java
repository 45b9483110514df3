package org.asyncmark.pattern.shutdown;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.net.TcpConnection;
import org.asyncmark.loop.net.TcpHandler;
import org.asyncmark.loop.net.TcpOptions;
import org.asyncmark.loop.net.TcpServer;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves over threads or a loop, futures over the loop's sockets, until a signal
 * ends it: {@code ServingMain model deadlineMillis}. Each connection is one request: it has begun
 * when the server sends a byte, ends when the client sends one, and is answered by another. At the
 * signal the process accepts no more, says so, and shuts its {@link Service} down; then it says
 * what became of the requests.
 *
 * <p>It exits with 143, as a JVM does that a SIGTERM ends, once its hooks have run.
 */
final class ServingMain {
  static final int TERMINATED = 128 + 15;
  static final String ACCEPTS_NO_MORE = "accepts no more";

  private static final int MOST_REQUESTS = 16;
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private ServingMain() {}

  public static void main(String[] args) throws Exception {
    Model model = Model.of(args[0]);
    Duration deadline = Duration.ofMillis(Long.parseLong(args[1]));
    ShutdownOp op = new ShutdownOp(MOST_REQUESTS);
    Server server =
        switch (model) {
          case LOOP, FUTURE -> new OnLoop(model, op);
          default -> new OfThreads(model, op);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, op, deadline)));
    System.out.println(server.port());
  }

  private static void end(Server server, ShutdownOp op, Duration deadline) {
    try {
      server.acceptNoMore();
      System.out.println(ACCEPTS_NO_MORE);
      server.service().shutDown(deadline);
      System.out.println(
          "completed "
              + op.count(End.COMPLETED)
              + ", rejected "
              + op.count(End.REJECTED)
              + ", aborted "
              + op.count(End.ABORTED));
    } catch (IOException | ExecutionException | InterruptedException e) {
      throw new IllegalStateException("the shutdown failed", e);
    }
  }

  private interface Server {
    int port() throws IOException;

    Service service();

    void acceptNoMore() throws IOException, ExecutionException, InterruptedException;
  }

  /** A thread that accepts, and one for each request. */
  private static final class OfThreads implements Server {
    private final ServerSocketChannel listening = ServerSocketChannel.open().bind(ANY_PORT);
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private final Service service;
    private final Thread acceptor = new Thread(this::accept, "acceptor");

    OfThreads(Model model, ShutdownOp op) throws IOException {
      service = new BlockingService(model, MOST_REQUESTS, this::serve, op);
      service.start();
      acceptor.start();
    }

    @Override
    public int port() throws IOException {
      return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    @Override
    public Service service() {
      return service;
    }

    private void accept() {
      try {
        while (true) {
          connections.add(listening.accept());
          service.offer(connections.size() - 1);
        }
      } catch (ClosedChannelException e) {
        // by acceptNoMore
      } catch (IOException e) {
        throw new IllegalStateException("cannot accept", e);
      }
    }

    private long serve(int index) throws IOException, InterruptedException {
      try (SocketChannel connection = connections.get(index)) {
        connection.write(oneByte());
        if (connection.read(oneByte()) < 0) {
          throw new IOException("client " + index + " left");
        }
        connection.write(oneByte());
        return index;
      } catch (ClosedByInterruptException e) {
        throw new InterruptedException("request " + index + " was aborted");
      }
    }

    @Override
    public void acceptNoMore() throws IOException, InterruptedException {
      listening.close();
      acceptor.join();
    }
  }

  /** Everything on one loop, with a task or a future for each request. */
  private static final class OnLoop implements Server {
    private final EventLoop loop = EventLoop.start("serving");
    // loop thread only
    private final List<Request> requests = new ArrayList<>();
    private final Service service;
    private final TcpServer listening;

    OnLoop(Model model, ShutdownOp op) throws ExecutionException, InterruptedException {
      service =
          model == Model.LOOP
              ? new LoopService(loop, index -> requests.get(index).begin(), op)
              : new FutureService(this::begun, ForkJoinPool.commonPool(), op);
      service.start();
      listening =
          loop.callAndWait(
              () -> TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accepted));
    }

    private CompletableFuture<Long> begun(int index) {
      LoopFuture<Long> answered = requests.get(index).begin();
      CompletableFuture<Long> answer = new CompletableFuture<>();
      answered.onDone(
          done -> {
            if (done.isCancelled()) {
              return; // the answer is what was cancelled first
            }
            Throwable failure = done.failure();
            if (failure == null) {
              answer.complete((long) index);
            } else {
              answer.completeExceptionally(failure);
            }
          });
      answer.whenComplete((value, cancelled) -> loop.callSoonThreadsafe(answered::cancel));
      return answer;
    }

    private TcpHandler accepted(TcpConnection connection) {
      int index = requests.size();
      Request request = new Request(loop, connection, index);
      requests.add(request);
      service.offer(index);
      return request;
    }

    @Override
    public int port() {
      return listening.address().getPort();
    }

    @Override
    public Service service() {
      return service;
    }

    @Override
    public void acceptNoMore() throws ExecutionException, InterruptedException {
      loop.callAndWait(
          () -> {
            LoopFuture<Integer> closed = new LoopFuture<>(loop);
            try {
              listening.close();
              closed.complete(0);
            } catch (IOException e) {
              closed.fail(e);
            }
            return closed;
          });
    }
  }

  private static final class Request implements TcpHandler {
    private final LoopFuture<Long> answered;
    private final TcpConnection connection;
    private final long index;

    Request(EventLoop loop, TcpConnection connection, long index) {
      this.answered = new LoopFuture<>(loop);
      this.connection = connection;
      this.index = index;
    }

    LoopFuture<Long> begin() {
      answered.onDone(done -> connection.close());
      connection.write(oneByte());
      return answered;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      connection.write(oneByte());
      answered.complete(index);
    }

    @Override
    public void closed(@Nullable Throwable failure) {
      if (!answered.isDone()) {
        answered.fail(new IOException("client " + index + " left", failure));
      }
    }
  }

  private static ByteBuffer oneByte() {
    return ByteBuffer.allocate(1);
  }
}
