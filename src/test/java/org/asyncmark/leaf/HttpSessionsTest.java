package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.asyncmark.EnvironmentException;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session for each request, by each client and with a hostile server; and the JDK's client. */
@Timeout(30)
class HttpSessionsTest {
  private static final String CLOSED = "connection closed";

  private final LeafTimes times = new LeafTimes("test", 16);
  private final LeafTimes connects = LeafTimes.ofWaits("test", 16, "connection");
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final EventLoop loop = EventLoop.start("test-loop");

  @AfterEach
  void end() {
    threads.shutdownNow();
    loop.close();
  }

  /** Whose client, in which style. */
  enum Client {
    BLOCKING,
    FUTURE,
    LOOP
  }

  /** A leaf behind one face, which is closed with it. */
  private record Opened(IntFunction<Future<Long>> call, AutoCloseable leaf)
      implements AutoCloseable {
    static Opened of(ExecutorService threads, BlockingLeaf leaf) {
      return new Opened(index -> threads.submit(() -> leaf.call(index)), leaf);
    }

    static Opened of(FutureLeaf leaf) {
      return new Opened(leaf::call, leaf);
    }

    long get(int index) throws Exception {
      try {
        return call.apply(index).get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }

    @Override
    public void close() throws Exception {
      leaf.close();
    }
  }

  private HttpSessions sessions(int port, boolean kept) {
    LeafSpec spec = new LeafSpec(LeafKind.HTTP, 0, 0, HttpTarget.INDEX_BYTES, 1, port);
    return new HttpSessions(spec, LeafPlan.always(Duration.ZERO), kept ? null : connects);
  }

  private Opened own(Client client, int port) {
    Leaves leaves = sessions(port, false).own();
    return switch (client) {
      case BLOCKING -> Opened.of(threads, leaves.blocking(times));
      case FUTURE -> Opened.of(leaves.future(times, threads));
      case LOOP -> {
        LoopLeaf leaf = leaves.loop(times, loop);
        yield new Opened(
            index ->
                threads.submit(
                    () -> {
                      try {
                        return loop.callAndWait(() -> leaf.call(index));
                      } catch (ExecutionException e) {
                        throw (Exception) e.getCause();
                      }
                    }),
            leaf);
      }
    };
  }

  private List<Opened> byJdk(int port, boolean kept) {
    JdkHttpLeaf leaf = sessions(port, kept).jdk();
    return List.of(
        Opened.of(threads, leaf.blocking(times, threads)),
        Opened.of(leaf.future(times, threads, threads)));
  }

  @ParameterizedTest
  @EnumSource
  void eachRequestHasAConnectionOfItsOwnAndNotesBoth(Client client) throws Exception {
    try (HostileServer server = new HostileServer();
        Opened opened = own(client, server.port())) {
      for (int i = 0; i < 10; i++) {
        assertThat(opened.get(i)).isEqualTo(i);
      }
      assertThat(server.connections()).isEqualTo(1 + 10); // one has looked for the server
      connects.requireAll(10);
      times.requireAll(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatFailsHasItsConnectionClosedToo(Client client) throws Exception {
    try (HostileServer server =
            new HostileServer()
                .thenSay("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno")
                .thenSayAndClose("");
        Opened opened = own(client, server.port())) {
      assertThatThrownBy(() -> opened.get(7)).isInstanceOf(HttpStatusException.class);
      assertThatThrownBy(() -> opened.get(8)).hasMessageStartingWith(CLOSED);
      assertThat(opened.get(9)).isEqualTo(9);
      assertThat(server.connections()).isEqualTo(1 + 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledRequestMakesRoomForTheNext(Client client) throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("HTTP/1.1 200");
        Opened opened = own(client, server.port())) {
      Future<Long> stalled = opened.call().apply(7);
      server.awaitStall();
      stalled.cancel(true);
      assertThat(opened.get(8)).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBackendThatIsNotThereIsMissedBeforeTheFirstRequest(Client client) throws Exception {
    int port = freePort();
    assertThatThrownBy(() -> own(client, port).close())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("wanted 1 connections to the backend on port " + port + ": ");
  }

  /** What a server says, and what a client then says of it. */
  private record Wrong(String answer, String message) {}

  private static final List<Wrong> WRONG_ANSWERS =
      List.of(
          new Wrong(
              "HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno",
              "request 7: want status 200, got 503"),
          new Wrong(HostileServer.good("short"), "request 7: want a body of 16 bytes, got 5"),
          new Wrong(
              HostileServer.good("000000000000000G"),
              "request 7: want a body that begins with 16 hexadecimal digits, got '000000000000000G'"),
          new Wrong(
              HostileServer.good("0000000000000008"),
              "request 7: want the answer of index 7, got that of 8"));

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void theClientOfTheJdkIsHeldToTheSameAnswers() throws Exception {
    for (Wrong wrong : WRONG_ANSWERS) {
      for (int style = 0; style < 2; style++) {
        try (HostileServer server = new HostileServer().thenSay(wrong.answer())) {
          List<Opened> styles = byJdk(server.port(), true);
          Opened opened = styles.get(style);
          assertThatThrownBy(() -> opened.get(7))
              .isInstanceOf(HttpProtocolException.class)
              .hasMessage(wrong.message());
          for (Opened each : styles) {
            each.close();
          }
        }
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aClientOfTheJdkIsKeptOrOneForEachRequest() throws Exception {
    for (int style = 0; style < 2; style++) {
      for (boolean kept : new boolean[] {true, false}) {
        try (HostileServer server = new HostileServer()) {
          List<Opened> styles = byJdk(server.port(), kept);
          for (int i = 0; i < 5; i++) {
            assertThat(styles.get(style).get(i)).isEqualTo(i);
          }
          assertThat(server.connections()).isEqualTo(2 + (kept ? 1 : 5)); // two looked for it
          for (Opened each : styles) {
            each.close();
          }
        }
      }
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void noThreadOfAClientOfTheJdkIsLeft() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (HostileServer server = new HostileServer()) {
      for (boolean kept : new boolean[] {true, false}) {
        for (Opened each : byJdk(server.port(), kept)) {
          each.get(1);
          each.close();
        }
      }
      Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
      left.removeAll(before);
      assertThat(left).noneMatch(thread -> thread.getName().startsWith("HttpClient-"));
    }
  }

  private static int freePort() throws Exception {
    try (HostileServer server = new HostileServer()) {
      return server.port();
    }
  }
}
