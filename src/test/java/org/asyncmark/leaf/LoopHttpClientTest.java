package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.backend.Backend;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopHttpClientTest {
  private HostileServer server;
  private EventLoop loop;
  private LoopHttpClient client;

  @BeforeEach
  void start() throws Exception {
    server = new HostileServer();
    loop = EventLoop.start("test-loop");
    client = connect(new HttpTarget(server.port(), 0, 16), 1);
  }

  private LoopHttpClient connect(HttpTarget target, int connections) throws Exception {
    RequestTimes times = new RequestTimes(new LeafTimes("test", 100_000), null);
    return LoopHttpClient.connect(loop, target, connections, HttpConnections.READ_TIMEOUT, times);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    loop.close();
    server.close();
  }

  private long get(int index) throws Exception {
    return loop.callAndWait(() -> client.call(index));
  }

  @Test
  void waitersAreServedInOrder() throws Exception {
    loop.callAndWait(
        () -> {
          LoopFuture<Long> last = client.call(0);
          for (int i = 1; i < 20; i++) {
            last = client.call(i);
          }
          return last;
        });
    assertThat(server.indices()).isSorted().hasSize(20);
  }

  @Test
  void aCancelledWaiterIsNeverSentAndCostsNoConnection() throws Exception {
    long last =
        loop.callAndWait(
            () -> {
              client.call(1);
              client.call(2).cancel();
              return client.call(3);
            });
    assertThat(last).isEqualTo(3);
    assertThat(server.indices()).containsExactly(1, 3);
    assertThat(client.reconnects()).isZero();
  }

  @Test
  void manyCancelledWaitersDoNotStopTheOthers() throws Exception {
    long last =
        loop.callAndWait(
            () -> {
              List<LoopFuture<Long>> waiters = new ArrayList<>();
              for (int i = 0; i < 1_000; i++) {
                waiters.add(client.call(i));
              }
              waiters.subList(1, 999).forEach(LoopFuture::cancel);
              return waiters.get(999);
            });
    assertThat(last).isEqualTo(999);
    assertThat(server.indices()).containsExactly(0, 999);
  }

  @Test
  void aCancelInTheTurnOfTheAnswerKeepsTheClientUsable() throws Exception {
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Long> future = client.callAsync(i);
      if (i % 3 == 0) {
        future.cancel(true);
      } else {
        assertThat(future.get()).isEqualTo(i);
      }
    }
    assertThat(get(200)).isEqualTo(200);
  }

  @Test
  void aFutureIsCompletedOnTheLoopsThread() throws Exception {
    Thread completing = client.callAsync(1).thenApply(answer -> Thread.currentThread()).get();
    assertThat(completing.getName()).isIn("test-loop", Thread.currentThread().getName());
    server.thenSayAndStall("");
    CompletableFuture<Long> stalled = client.callAsync(2);
    server.awaitStall();
    CompletableFuture<String> name =
        stalled.handle((answer, failure) -> Thread.currentThread().getName());
    Thread closing = new Thread(client::close);
    closing.start();
    assertThat(name.get()).isEqualTo("test-loop");
    closing.join();
  }

  @Test
  void aTimeOutOfTheCallerFreesTheConnection() throws Exception {
    server.thenSayAndStall("");
    CompletableFuture<Long> future = client.callAsync(1);
    server.awaitStall(); // else the request may be given up before it has a connection
    assertThatThrownBy(future.orTimeout(1, TimeUnit.MILLISECONDS)::get)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(client.callAsync(2).get()).isEqualTo(2);
    assertThat(client.reconnects()).isEqualTo(1);
  }

  @Test
  void cancellingACompletableFutureCancelsItsRequest() throws Exception {
    server.thenSayAndStall("");
    CompletableFuture<Long> stalled = client.callAsync(1);
    server.awaitStall();
    CompletableFuture<Long> waiting = client.callAsync(2);
    CompletableFuture<Long> next = client.callAsync(3);
    waiting.cancel(false);
    stalled.cancel(false);
    assertThat(next.get()).isEqualTo(3);
    assertThatThrownBy(stalled::join).isInstanceOf(CancellationException.class);
    assertThat(server.indices()).containsExactly(1, 3);
  }

  @Test
  void aServerThatClosesAnIdleConnectionCostsNoRequest() throws Exception {
    server.thenSayAndClose(HostileServer.good(HostileServer.INDEX));
    assertThat(get(1)).isEqualTo(1);
    for (int i = 2; client.reconnects() == 0; i++) {
      try {
        assertThat(get(i)).isEqualTo(i);
      } catch (ExecutionException e) {
        // Sent before the end of the connection was seen: fails as in a blocking client.
        assertThat(e).hasCauseInstanceOf(IOException.class);
      }
    }
    assertThat(client.reconnects()).isEqualTo(1);
  }

  @Test
  void aLargeBodyIsReadInManyTurns() throws Exception {
    try (Backend backend = Backend.start(0);
        LoopHttpClient large = connect(new HttpTarget(backend.port(), 0, 1_048_576), 2)) {
      assertThat(large.callAsync(5).get()).isEqualTo(5);
    }
  }

  @Test
  void tenThousandWaitersFailWithoutDeepRecursionWhenNobodyListens() throws Exception {
    server.close();
    List<CompletableFuture<Long>> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(client.callAsync(i));
    }
    for (CompletableFuture<Long> future : all) {
      assertThatThrownBy(future::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void requestsOfALoopThatEndedFailWhenTheClientIsClosed() throws Exception {
    server.thenSayAndStall("");
    CompletableFuture<Long> stalled = client.callAsync(1);
    server.awaitStall();
    loop.close();
    assertThat(stalled).isNotDone();
    client.close();
    assertThatThrownBy(stalled::join).hasRootCauseMessage("the http client is closed");
    assertThatThrownBy(() -> client.callAsync(2).join())
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("the event loop test-loop is closed");
  }

  @Test
  void getOffTheLoopIsRefused() {
    assertThatThrownBy(() -> client.call(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("call belongs to the loop's thread; use callAsync");
  }

  @Test
  void connectingWhileInterruptedIsAnInterruptAndLeavesTheFlagDown() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> connect(new HttpTarget(server.port(), 0, 16), 2))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
