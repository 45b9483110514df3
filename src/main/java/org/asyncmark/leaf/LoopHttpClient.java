package org.asyncmark.leaf;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of the loop and the future models: a fixed number of kept-alive connections on
 * one {@link EventLoop}, opened beforehand. Requests take the connection that was idle for longest
 * and wait for one in the order of their arrival: the same as {@link BlockingHttpClient}, with the
 * same checks and time-outs. {@link #call} is for the loop's thread, the other methods are for any.
 *
 * <p>A connection that failed, or whose request was cancelled, is opened anew when it is used next.
 * If none is kept, each request opens one and closes it before its future is completed. One
 * difference: this client sees at once that the server has closed an idle connection, a blocking
 * one only when its next request fails.
 *
 * <p>Close the client before its loop: requests that are under way when the loop ends stay pending
 * until the client is closed.
 */
final class LoopHttpClient implements LoopLeaf {
  private static final int PURGE_FROM = 64;

  private final EventLoop loop;
  private final InetSocketAddress address;
  private final int readMillis;
  private final boolean kept;
  private final List<LoopConnection> all = new ArrayList<>();
  private final ArrayDeque<LoopConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<LoopRequest> waiting = new ArrayDeque<>();
  private final AtomicLong reconnects = new AtomicLong();
  private int cancelledWaiting;
  private boolean dispatching;
  private boolean closed;
  private @Nullable TimerHandle sweep;

  private LoopHttpClient(
      EventLoop loop, HttpTarget target, int connections, int readMillis, RequestTimes times) {
    this.loop = loop;
    this.address = HttpConnections.address(target);
    this.readMillis = readMillis;
    this.kept = times.areOfKept();
    HttpRequest encoder = new HttpRequest(target);
    ByteBuffer in = ByteBuffer.allocateDirect(HttpConnections.READ_BYTES);
    for (int i = 0; i < connections; i++) {
      all.add(new LoopConnection(loop, encoder, address, in, times, this::released));
    }
  }

  /**
   * Connects to the backend; from any thread but the loop's, which it would block.
   *
   * @param connections number of connections, 1 to 10 000
   * @param readTimeout longest time without a byte from the server, 1 ms to 1 day
   * @param times where requests note their times; if each has its own connection, none is opened
   *     here
   * @throws IOException if one cannot be opened; none is left open
   * @throws InterruptedException if the calling thread is interrupted; none is left open
   * @throws IllegalStateException if the loop is closed, or on the loop's thread
   */
  static LoopHttpClient connect(
      EventLoop loop, HttpTarget target, int connections, Duration readTimeout, RequestTimes times)
      throws IOException, InterruptedException {
    HttpConnections.requireCount(connections);
    LoopHttpClient client =
        new LoopHttpClient(
            loop, target, connections, HttpConnections.readMillis(readTimeout), times);
    List<SocketChannel> channels = new ArrayList<>();
    boolean connected = false;
    try {
      for (int i = 0; client.kept && i < connections; i++) {
        channels.add(HttpConnections.open(client.address));
        channels.get(i).configureBlocking(false);
      }
      loop.callAndWait(() -> client.adopt(channels));
      connected = true;
      return client;
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause(), "what the loop threw");
      throw new IOException("cannot use the connections: " + cause.getMessage(), e);
    } catch (IOException e) {
      throw HttpConnections.unlessInterrupted(e);
    } finally {
      if (!connected) {
        for (SocketChannel channel : channels) {
          channel.close();
        }
      }
    }
  }

  private LoopFuture<Long> adopt(List<SocketChannel> channels) {
    LoopFuture<Long> adopted = new LoopFuture<>(loop);
    try {
      for (int i = 0; i < channels.size(); i++) {
        all.get(i).adopt(channels.get(i));
      }
      idle.addAll(all);
      adopted.complete((long) channels.size());
    } catch (IOException e) {
      adopted.fail(e);
    }
    return adopted;
  }

  /**
   * Asks for one leaf; on the loop's thread. Cancelling the future takes the request out of the
   * queue or, if it is under way, drops its connection.
   *
   * @param index number of the leaf, from 0
   * @return the index that the answer has; fails with what {@link BlockingHttpClient#call} throws
   * @throws IllegalStateException on any other thread
   */
  @Override
  public LoopFuture<Long> call(int index) {
    HttpConnections.requireIndex(index);
    if (!loop.inLoopThread()) {
      throw new IllegalStateException("call belongs to the loop's thread; use callAsync");
    }
    LoopFuture<Long> future = new LoopFuture<>(loop);
    LoopRequest request = new LoopRequest(index, loop, future, null);
    submit(request);
    future.onDone(
        done -> {
          if (done.isCancelled()) {
            abandon(request);
          }
        });
    return future;
  }

  /**
   * Asks for one leaf; from any thread. Completing the future, cancelling it above all, takes the
   * request out of the queue or, if it is under way, drops its connection.
   *
   * @param index number of the leaf, from 0
   * @return completed on the loop's thread, so what depends on it must not block; fails with what
   *     {@link BlockingHttpClient#call} throws, or with an {@link IllegalStateException} if the
   *     loop is closed
   */
  CompletableFuture<Long> callAsync(int index) {
    HttpConnections.requireIndex(index);
    CompletableFuture<Long> future = new CompletableFuture<>();
    LoopRequest request = new LoopRequest(index, loop, null, future);
    future.whenComplete((answer, failure) -> completed(request));
    try {
      loop.callSoonThreadsafe(() -> submit(request));
    } catch (IllegalStateException e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  private void completed(LoopRequest request) {
    if (request.isSettled()) {
      return;
    }
    try {
      loop.callSoonThreadsafe(() -> abandon(request));
    } catch (IllegalStateException e) {
      // A closed loop has closed its connections already, and that is all there was to do.
    }
  }

  private void submit(LoopRequest request) {
    if (closed) {
      request.fail(HttpConnections.clientClosed());
      return;
    }
    waiting.add(request);
    dispatch();
    if (sweep == null) {
      scheduleSweep();
    }
  }

  private void released(LoopConnection connection) {
    idle.add(connection);
    dispatch();
  }

  /** Not recursive, although starting a request may fail at once and release its connection. */
  private void dispatch() {
    if (dispatching || closed) {
      return;
    }
    dispatching = true;
    try {
      while (!idle.isEmpty() && !waiting.isEmpty()) {
        LoopRequest next = waiting.remove();
        if (next.isWanted()) {
          LoopConnection connection = idle.remove();
          if (kept && !connection.isConnected()) {
            reconnects.incrementAndGet();
          }
          connection.start(next);
        } else {
          cancelledWaiting = Math.max(0, cancelledWaiting - 1);
        }
      }
    } finally {
      dispatching = false;
    }
  }

  /** Gives up a request whose future was completed by somebody else. */
  private void abandon(LoopRequest request) {
    if (request.isSettled()) {
      return;
    }
    LoopConnection connection = request.connection();
    if (connection != null) {
      connection.abandon();
    } else if (++cancelledWaiting > PURGE_FROM && 2 * cancelledWaiting > waiting.size()) {
      waiting.removeIf(waiter -> !waiter.isWanted());
      cancelledWaiting = 0;
    }
  }

  private void scheduleSweep() {
    Duration pause = Duration.ofMillis(HttpConnections.sweepMillis(readMillis));
    sweep = loop.callLater(pause, this::sweep);
  }

  private void sweep() {
    sweep = null;
    long now = loop.timeNanos();
    boolean outstanding = false;
    for (LoopConnection connection : all) {
      LoopRequest request = connection.request();
      if (request == null) {
        continue;
      }
      if (now - connection.progressNanos() >= readMillis * 1_000_000L) {
        connection.fail(HttpConnections.timedOut(request.index(), address, readMillis, null));
      }
      outstanding = true;
    }
    if (outstanding && !closed && sweep == null) {
      scheduleSweep();
    }
  }

  /** Returns how often a connection was opened in place of a broken one, or could not be. */
  @Override
  public long reconnects() {
    return reconnects.get();
  }

  /**
   * Closes every connection. Requests that are under way or waiting fail with an {@link
   * IOException}. Further calls do nothing.
   */
  @Override
  public void close() {
    if (loop.inLoopThread()) {
      closeOnLoop();
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      loop.callSoonThreadsafe(
          () -> {
            closeOnLoop();
            done.complete(null);
          });
      done.join();
    } catch (IllegalStateException e) {
      loop.close(); // waits for the loop's end, after which its state is ours
      closeOnLoop();
    }
  }

  private void closeOnLoop() {
    closed = true;
    if (sweep != null) {
      sweep.cancel();
    }
    for (LoopConnection connection : all) {
      connection.fail(HttpConnections.clientClosed());
    }
    while (!waiting.isEmpty()) {
      waiting.remove().fail(HttpConnections.clientClosed());
    }
  }
}
