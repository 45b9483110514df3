package org.asyncmark.leaf;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The blocking HTTP client of platform and virtual threads: a fixed number of kept-alive
 * connections that are opened beforehand. Requests take the connection that was idle for longest
 * and wait for one in the order of their arrival. Any thread may call the methods.
 *
 * <p>A connection that failed, or was closed by an interrupt, is opened anew when it is used next.
 *
 * <p>If connections are not kept, none is opened beforehand: each request opens one and closes it
 * behind its answer, and there are never more than the fixed number.
 */
final class BlockingHttpClient implements BlockingLeaf {
  private final List<BlockingConnection> all = new ArrayList<>();
  private final BlockingQueue<BlockingConnection> idle;
  private final RequestTimes times;
  private final AtomicLong reconnects = new AtomicLong();
  private volatile boolean closed;
  private @Nullable ReadTimeouts timeouts;

  private BlockingHttpClient(int connections, RequestTimes times) {
    this.times = times;
    // Fair, because the waiters of the loop client are served in order, too.
    this.idle = new ArrayBlockingQueue<>(connections, true);
  }

  /**
   * Connects to the backend.
   *
   * @param connections number of connections, 1 to 10 000
   * @param readTimeout longest time without a byte from the server, 1 ms to 1 day
   * @param times where requests note their times; if each has its own connection, none is opened
   *     here
   * @throws IOException if one cannot be opened; none is left open
   * @throws InterruptedException if the calling thread is interrupted; none is left open
   */
  static BlockingHttpClient connect(
      HttpTarget target, int connections, Duration readTimeout, RequestTimes times)
      throws IOException, InterruptedException {
    HttpConnections.requireCount(connections);
    int readMillis = HttpConnections.readMillis(readTimeout);
    HttpRequest request = new HttpRequest(target);
    InetSocketAddress address = HttpConnections.address(target);
    BlockingHttpClient client = new BlockingHttpClient(connections, times);
    boolean connected = false;
    try {
      for (int i = 0; i < connections; i++) {
        BlockingConnection connection = new BlockingConnection(request, address, readMillis);
        client.all.add(connection);
        if (times.areOfKept()) {
          connection.connect();
        }
        client.idle.add(connection);
      }
      client.timeouts = new ReadTimeouts(List.copyOf(client.all), readMillis);
      connected = true;
      return client;
    } catch (IOException e) {
      throw HttpConnections.unlessInterrupted(e);
    } finally {
      if (!connected) {
        client.close();
      }
    }
  }

  /**
   * Asks for one leaf and waits for it.
   *
   * @param index number of the leaf, from 0
   * @return the index that the answer has
   * @throws HttpStatusException if the status is not 200
   * @throws HttpProtocolException if the answer is malformed, cut off, or not the one asked for
   * @throws java.net.SocketTimeoutException if the server was silent for the read time-out
   * @throws IOException if the connection failed otherwise, or this client is closed
   * @throws InterruptedException if the calling thread was interrupted; the interrupt closes the
   *     connection if it was in use
   */
  @Override
  public long call(int index) throws IOException, InterruptedException {
    HttpConnections.requireIndex(index);
    BlockingConnection connection = idle.take();
    try {
      if (closed) {
        throw HttpConnections.clientClosed();
      }
      if (!connection.isConnected()) {
        reconnects.addAndGet(times.areOfKept() ? 1 : 0);
        times.connecting(index);
        connection.connect();
      }
      times.sending(index);
      long answer = connection.exchange(index);
      times.answered(index);
      return answer;
    } catch (IOException e) {
      IOException failure = HttpConnections.unlessInterrupted(e);
      throw closed && HttpConnections.isClosed(failure) ? HttpConnections.clientClosed() : failure;
    } finally {
      if (!times.areOfKept()) {
        HttpConnections.closeQuietly(connection::disconnect);
      }
      idle.add(connection); // there is room: the queue is as long as there are connections
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
    closed = true;
    if (timeouts != null) {
      timeouts.close();
    }
    all.forEach(HttpConnections::closeQuietly);
  }
}
