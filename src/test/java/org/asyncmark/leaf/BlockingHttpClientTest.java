package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class BlockingHttpClientTest {
  static List<Model> models() {
    return Model.available().stream()
        .filter(model -> model == Model.PLATFORM || model == Model.VIRTUAL)
        .toList();
  }

  private static BlockingHttpClient client(HostileServer server, int connections) throws Exception {
    return connect(server, connections, HttpConnections.READ_TIMEOUT);
  }

  private static BlockingHttpClient connect(
      HostileServer server, int connections, Duration readTimeout) throws Exception {
    HttpTarget target = new HttpTarget(server.port(), 0, HttpTarget.INDEX_BYTES);
    RequestTimes times = new RequestTimes(new LeafTimes("test", 1_000), null);
    return BlockingHttpClient.connect(target, connections, readTimeout, times);
  }

  /** What a request threw, and the interrupt flag right after it. */
  private record End(Throwable thrown, boolean flag) {}

  /** Runs a request on a thread of the model; {@code running} gets that thread. */
  private static CompletableFuture<End> start(
      ModelExecutor threads,
      BlockingHttpClient client,
      int index,
      CompletableFuture<Thread> running) {
    CompletableFuture<End> end = new CompletableFuture<>();
    threads
        .executor()
        .execute(
            () -> {
              running.complete(Thread.currentThread());
              try {
                client.call(index);
                end.completeExceptionally(new AssertionError("no exception"));
              } catch (Exception e) {
                end.complete(new End(e, Thread.currentThread().isInterrupted()));
              }
            });
    return end;
  }

  @ParameterizedTest
  @MethodSource("models")
  void anInterruptWhileReadingEndsTheRequestAndDropsTheConnection(Model model) throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("HTTP/1.1");
        BlockingHttpClient client = client(server, 1);
        ModelExecutor threads = ModelExecutor.open(model, 1)) {
      CompletableFuture<Thread> running = new CompletableFuture<>();
      CompletableFuture<End> end = start(threads, client, 7, running);
      server.awaitStall();
      running.get().interrupt();
      assertThat(end.get().thrown())
          .isInstanceOf(InterruptedException.class)
          .hasMessage("interrupted during a request");
      assertThat(end.get().flag()).isFalse();
      assertThat(client.call(8)).isEqualTo(8);
      assertThat(client.reconnects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anInterruptWhileWaitingForAConnectionLeavesThePoolWhole(Model model) throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("");
        BlockingHttpClient client = client(server, 1);
        ModelExecutor threads = ModelExecutor.open(model, 2)) {
      CompletableFuture<Thread> holder = new CompletableFuture<>();
      CompletableFuture<End> held = start(threads, client, 7, holder);
      server.awaitStall();
      CompletableFuture<Thread> waiter = new CompletableFuture<>();
      CompletableFuture<End> waited = start(threads, client, 8, waiter);
      waiter.get().interrupt();
      assertThat(waited.get().thrown()).isInstanceOf(InterruptedException.class);
      assertThat(waited.get().flag()).isFalse();
      holder.get().interrupt();
      assertThat(held.get().thrown()).isInstanceOf(InterruptedException.class);
      assertThat(client.call(9)).isEqualTo(9);
      assertThat(server.indices()).containsExactly(7, 9);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aThreadThatIsInterruptedBeforehandUsesNoConnection(Model model) throws Exception {
    try (HostileServer server = new HostileServer();
        BlockingHttpClient client = client(server, 1);
        ModelExecutor threads = ModelExecutor.open(model, 1)) {
      CountDownLatch interrupted = new CountDownLatch(1);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      threads
          .executor()
          .execute(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  client.call(7);
                } catch (Exception e) {
                  thrown.complete(e);
                }
                interrupted.countDown();
              });
      interrupted.await();
      assertThat(thrown.getNow(null)).isInstanceOf(InterruptedException.class);
      assertThat(client.reconnects()).isZero();
      assertThat(client.call(8)).isEqualTo(8);
    }
  }

  @Test
  void connectingWhileInterruptedIsAnInterruptAndLeavesTheFlagDown() throws Exception {
    try (HostileServer server = new HostileServer()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> client(server, 2)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void requestsTakeTheConnectionsInTurn() throws Exception {
    try (HostileServer server =
            new HostileServer().thenSayAndStall("").thenSayAndClose("HTTP/1.1 200 OK\r\n");
        BlockingHttpClient client = client(server, 2);
        ModelExecutor threads = ModelExecutor.open(Model.PLATFORM, 1)) {
      CompletableFuture<Thread> holder = new CompletableFuture<>();
      CompletableFuture<End> held = start(threads, client, 1, holder);
      server.awaitStall();
      assertThatThrownBy(() -> client.call(2)).isInstanceOf(HttpProtocolException.class);
      assertThat(client.call(3)).isEqualTo(3);
      holder.get().interrupt();
      assertThat(held.get().thrown()).isInstanceOf(InterruptedException.class);
      assertThat(client.call(4)).isEqualTo(4); // on the connection of request 3, idle for longest
      assertThat(client.reconnects()).isEqualTo(1);
    }
  }

  @Test
  void argumentsOutOfRangeAreRefused() throws Exception {
    try (HostileServer server = new HostileServer();
        BlockingHttpClient client = client(server, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.call(-1))
          .withMessage("index: want 0 or more, got -1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client(server, 0))
          .withMessage("connections: want 1 to 10000, got 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> connect(server, 1, Duration.ZERO))
          .withMessage("readTimeout: want 1 ms to 1 day, got PT0S");
    }
  }
}
