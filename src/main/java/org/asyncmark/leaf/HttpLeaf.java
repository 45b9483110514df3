package org.asyncmark.leaf;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.EnvironmentException;
import org.asyncmark.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The leaf that asks the backend: over blocking connections, or over the connections of a loop. The
 * future model rides on the same loop client as the loop model, so that the two differ in
 * composition alone.
 */
final class HttpLeaf {
  private HttpLeaf() {}

  static BlockingLeaf blocking(HttpTarget target, int connections, RequestTimes times) {
    return connected(
        target,
        connections,
        times.areOfKept(),
        () -> BlockingHttpClient.connect(target, connections, HttpConnections.READ_TIMEOUT, times));
  }

  static FutureLeaf future(HttpTarget target, int connections, RequestTimes times) {
    EventLoop loop = CountedLoop.start("future-http-loop");
    LoopHttpClient client;
    try {
      client = loop(target, connections, times, loop);
    } catch (RuntimeException e) {
      loop.close();
      throw e;
    }
    return new FutureLeaf() {
      @Override
      public CompletableFuture<Long> call(int index) {
        return client.callAsync(index);
      }

      @Override
      public CompletableFuture<@Nullable Void> givenBack() {
        // behind all that this thread has cancelled, which the loop was told in this order
        CompletableFuture<@Nullable Void> givenBack = new CompletableFuture<>();
        loop.callSoonThreadsafe(() -> givenBack.complete(null));
        return givenBack;
      }

      @Override
      public long reconnects() {
        return client.reconnects();
      }

      @Override
      public void close() {
        client.close();
        loop.close();
      }
    };
  }

  static LoopHttpClient loop(
      HttpTarget target, int connections, RequestTimes times, EventLoop loop) {
    return connected(
        target,
        connections,
        times.areOfKept(),
        () ->
            LoopHttpClient.connect(loop, target, connections, HttpConnections.READ_TIMEOUT, times));
  }

  /**
   * Returns a client that has connected, or may.
   *
   * @param beforehand whether it connects when it is opened; if not, the server is looked for
   * @throws EnvironmentException if the server is not there
   */
  static <T> T connected(
      HttpTarget target, int connections, boolean beforehand, Connecting<T> connecting) {
    try {
      if (!beforehand) {
        HttpConnections.open(HttpConnections.address(target)).close();
      }
      return connecting.connect();
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted "
              + connections
              + " connections to "
              + target.serverInWords()
              + ": "
              + e.getMessage()
              + "; see that it runs and that 'ulimit -n' allows as many",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while connecting to the backend", e);
    }
  }

  /**
   * Opens a client.
   *
   * @param <T> the client
   */
  @FunctionalInterface
  interface Connecting<T> {
    T connect() throws IOException, InterruptedException;
  }
}
