package org.asyncmark.leaf;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.asyncmark.EnvironmentException;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;

/**
 * The leaf that asks the backend: over blocking connections, or over the connections of a loop. The
 * future model rides on the same loop client as the loop model, so that the two differ in
 * composition alone.
 */
final class HttpLeaf {
  private HttpLeaf() {}

  static BlockingLeaf blocking(LeafSpec spec, LeafTimes times) {
    return connected(
        spec,
        () ->
            BlockingHttpClient.connect(
                target(spec), spec.connections(), HttpConnections.READ_TIMEOUT, times));
  }

  static FutureLeaf future(LeafSpec spec, LeafTimes times) {
    EventLoop loop = CountedLoop.start("future-http-loop");
    LoopHttpClient client;
    try {
      client = loop(spec, times, loop);
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
      public void close() {
        client.close();
        loop.close();
      }
    };
  }

  static LoopHttpClient loop(LeafSpec spec, LeafTimes times, EventLoop loop) {
    return connected(
        spec,
        () ->
            LoopHttpClient.connect(
                loop, target(spec), spec.connections(), HttpConnections.READ_TIMEOUT, times));
  }

  private static HttpTarget target(LeafSpec spec) {
    return new HttpTarget(
        spec.backendPort(), Math.toIntExact(spec.delayMicros()), spec.payloadBytes());
  }

  private static <T> T connected(LeafSpec spec, Connecting<T> connecting) {
    try {
      return connecting.connect();
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted "
              + spec.connections()
              + " connections to the backend on port "
              + spec.backendPort()
              + ": "
              + e.getMessage()
              + "; see that it runs and that 'ulimit -n' allows as many",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while connecting to the backend", e);
    }
  }

  @FunctionalInterface
  private interface Connecting<T> {
    T connect() throws IOException, InterruptedException;
  }
}
