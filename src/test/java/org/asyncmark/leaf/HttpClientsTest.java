package org.asyncmark.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.asyncmark.backend.Backend;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model's client does alike, with a good server and with a hostile one. */
@Timeout(30)
class HttpClientsTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String INDEX = HostileServer.INDEX;

  /** A model's client behind one face, each call from a thread of that model. */
  private interface Client extends AutoCloseable {
    Future<Long> start(int index);

    long reconnects();

    /** Closes the client but not what it runs on. */
    void closeClient();

    @Override
    void close();

    default long get(int index) throws Exception {
      try {
        return start(index).get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
  }

  static List<Model> models() {
    return Model.available();
  }

  private static RequestTimes times() {
    return new RequestTimes(new LeafTimes("test", 10_000), null);
  }

  private static Client client(Model model, int port, int connections, Duration timeout)
      throws Exception {
    HttpTarget target = new HttpTarget(port, 0, HttpTarget.INDEX_BYTES);
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          blocking(model, BlockingHttpClient.connect(target, connections, timeout, times()));
      case FUTURE, LOOP -> looping(model, target, connections, timeout);
      case ASYNCIO -> throw Model.notInJava();
    };
  }

  private static Client blocking(Model model, BlockingHttpClient client) {
    ModelExecutor threads = ModelExecutor.open(model, 8);
    return new Client() {
      @Override
      public Future<Long> start(int index) {
        return threads.executor().submit(() -> client.call(index));
      }

      @Override
      public long reconnects() {
        return client.reconnects();
      }

      @Override
      public void closeClient() {
        client.close();
      }

      @Override
      public void close() {
        client.close();
        threads.close();
      }
    };
  }

  private static Client looping(Model model, HttpTarget target, int connections, Duration timeout)
      throws Exception {
    EventLoop loop = EventLoop.start("test-loop");
    LoopHttpClient client;
    try {
      client = LoopHttpClient.connect(loop, target, connections, timeout, times());
    } catch (Exception e) {
      loop.close();
      throw e;
    }
    ExecutorService waiters = Executors.newCachedThreadPool();
    return new Client() {
      @Override
      public Future<Long> start(int index) {
        return model == Model.FUTURE
            ? client.callAsync(index)
            : waiters.submit(
                () -> {
                  try {
                    return loop.callAndWait(() -> client.call(index));
                  } catch (ExecutionException e) {
                    throw (Exception) e.getCause();
                  }
                });
      }

      @Override
      public long reconnects() {
        return client.reconnects();
      }

      @Override
      public void closeClient() {
        client.close();
      }

      @Override
      public void close() {
        client.close();
        loop.close();
        waiters.shutdownNow();
      }
    };
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyRequestGetsItsOwnAnswerOfTheBackend(Model model) throws Exception {
    try (Backend backend = Backend.start(0);
        Client client = client(model, backend.port(), 4, LONG)) {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(client.start(i));
      }
      List<Long> indices = new ArrayList<>();
      for (Future<Long> answer : answers) {
        indices.add(answer.get());
      }
      assertThat(indices).isEqualTo(LongStream.range(0, 500).boxed().toList());
      assertThat(client.reconnects()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void connectionsAreOpenedBeforehandAndKept(Model model) throws Exception {
    try (HostileServer server = new HostileServer();
        Client client = client(model, server.port(), 3, LONG)) {
      for (int i = 0; i < 10; i++) {
        client.get(i);
      }
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  /** Answers that fail their own request: what the server does, and what the client then says. */
  enum Attack {
    SILENT_CLOSE("", "connection closed before the response"),
    CUT_HEADER(
        "HTTP/1.1 200 OK\r\n", "connection closed in the header of the response, after 17 bytes"),
    CUT_BODY(
        "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n0000",
        "connection closed in the body of the response, after 4 of 16 bytes"),
    NOT_HTTP(
        "SSH-2.0-x\r\n",
        "bad status line: want 'HTTP/1.1 ' and a status from 100 to 599, got 'SSH-2.0-x'"),
    CHUNKED(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding 'chunked': want Content-Length"),
    HUGE_BODY(
        "HTTP/1.1 200 OK\r\nContent-Length: 4294967312\r\n\r\n",
        "Content-Length: want 0 to 1048576 bytes, got '4294967312'"),
    HUGE_HEADER(
        "HTTP/1.1 200 OK\r\nA: " + "x".repeat(9000), "header too big: want at most 8192 bytes"),
    SHORT_BODY(HostileServer.good("short"), "request 7: want a body of 16 bytes, got 5"),
    LONG_BODY(HostileServer.good(INDEX + "."), "request 7: want a body of 16 bytes, got 17"),
    NO_INDEX(
        HostileServer.good("000000000000000G"),
        "request 7: want a body that begins with 16 hexadecimal digits, got '000000000000000G'"),
    OTHER_INDEX(
        HostileServer.good("0000000000000008"),
        "request 7: want the answer of index 7, got that of 8"),
    TWO_RESPONSES(
        HostileServer.good(INDEX) + "HTTP", "request 7: want one response, got 4 bytes after it");

    private final String response;
    private final String message;

    Attack(String response, String message) {
      this.response = response;
      this.message = message;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAttackFailsItsRequestWithItsReasonAndTheNextOneWorks(Attack attack) throws Exception {
    for (Model model : models()) {
      try (HostileServer server = new HostileServer().thenSayAndClose(attack.response);
          Client client = client(model, server.port(), 1, LONG)) {
        assertThatThrownBy(() -> client.get(7))
            .as("%s", model)
            .isInstanceOf(HttpProtocolException.class)
            .hasMessage(attack.message);
        assertThat(client.get(8)).isEqualTo(8);
        assertThat(client.reconnects()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aResetConnectionFailsItsRequestAndTheNextOneWorks(Model model) throws Exception {
    try (HostileServer server =
            new HostileServer()
                .then(
                    (socket, index) -> {
                      socket.setSoLinger(true, 0);
                      socket.close();
                    });
        Client client = client(model, server.port(), 1, LONG)) {
      assertThatThrownBy(() -> client.get(7)).isInstanceOf(IOException.class);
      assertThat(client.get(8)).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSilentServerIsATimeOutAndTheNextRequestWorks(Model model) throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("HTTP/1.1 200");
        Client client = client(model, server.port(), 1, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> client.get(7))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("request 7: no byte from 127.0.0.1:" + server.port() + " for 200 ms");
      assertThat(client.get(8)).isEqualTo(8);
      assertThat(client.reconnects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anotherStatusFailsTheRequestAndKeepsTheConnection(Model model) throws Exception {
    try (HostileServer server =
            new HostileServer().thenSay("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno");
        Client client = client(model, server.port(), 1, LONG)) {
      assertThatThrownBy(() -> client.get(7))
          .isInstanceOf(HttpStatusException.class)
          .hasMessage("request 7: want status 200, got 503");
      assertThat(client.get(8)).isEqualTo(8);
      assertThat(client.reconnects()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aConnectionThatTheServerEndsIsReplaced(Model model) throws Exception {
    try (HostileServer server =
            new HostileServer()
                .thenSayAndClose(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 16\r\n\r\n" + INDEX);
        Client client = client(model, server.port(), 1, LONG)) {
      assertThat(client.get(7)).isEqualTo(7);
      assertThat(client.get(8)).isEqualTo(8);
      assertThat(client.reconnects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void interimResponsesAreSkipped(Model model) throws Exception {
    try (HostileServer server =
            new HostileServer().thenSay("HTTP/1.1 103 Hints\r\n\r\n" + HostileServer.good(INDEX));
        Client client = client(model, server.port(), 1, LONG)) {
      assertThat(client.get(7)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void cancellingARequestUnderWayDropsItsConnectionAndTheNextOneWorks(Model model)
      throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("HTTP/1.1 200");
        Client client = client(model, server.port(), 1, LONG)) {
      Future<Long> stalled = client.start(7);
      server.awaitStall();
      Future<Long> waiting = client.start(8);
      stalled.cancel(true);
      assertThat(waiting.get()).isEqualTo(8);
      assertThat(client.reconnects()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void closingTheClientFailsWhatIsUnderWayAndWhatWaits(Model model) throws Exception {
    try (HostileServer server = new HostileServer().thenSayAndStall("");
        Client client = client(model, server.port(), 1, LONG)) {
      Future<Long> stalled = client.start(7);
      server.awaitStall();
      Future<Long> waiting = client.start(8);
      client.closeClient();
      client.closeClient();
      for (Future<Long> future : List.of(stalled, waiting, client.start(9))) {
        assertThatThrownBy(future::get)
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(IOException.class)
            .hasMessage("the http client is closed");
      }
      assertThat(server.indices()).containsExactly(7);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aServerThatIsGoneIsToldAndFoundAgain(Model model) throws Exception {
    Backend backend = Backend.start(0);
    int port = backend.port();
    try (backend;
        Client client = client(model, port, 1, LONG)) {
      assertThat(client.get(1)).isEqualTo(1);
      backend.close();
      assertThatThrownBy(
              () -> {
                client.get(2); // the blocking clients learn here that the connection is gone
                throw new AssertionError("there is no server");
              })
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.get(3))
          .isInstanceOf(ConnectException.class)
          .hasMessageStartingWith(
              "cannot connect to 127.0.0.1:" + port + ": does a server listen there? ");
      try (Backend again = Backend.start(port)) {
        assertThat(client.get(4)).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void connectingToNobodyFails(Model model) throws Exception {
    Backend gone = Backend.start(0);
    gone.close();
    assertThatThrownBy(() -> client(model, gone.port(), 2, LONG).close())
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("cannot connect to 127.0.0.1:" + gone.port());
  }

  @ParameterizedTest
  @MethodSource("models")
  void noDescriptorIsLeftOpen(Model model) throws Exception {
    useAndBreak(model); // loads classes and starts what the JDK starts once
    long before = openSockets();
    for (int i = 0; i < 5; i++) {
      useAndBreak(model);
    }
    assertThat(openSockets()).isLessThanOrEqualTo(before);
  }

  private static void useAndBreak(Model model) throws Exception {
    try (HostileServer server =
            new HostileServer()
                .thenSayAndClose("HTTP/1.1 200 OK\r\n")
                .thenSayAndStall("")
                .thenSayAndClose("");
        Client client = client(model, server.port(), 2, LONG)) {
      assertThatThrownBy(() -> client.get(1)).isNotNull();
      Future<Long> stalled = client.start(2);
      server.awaitStall();
      stalled.cancel(true);
      assertThatThrownBy(() -> client.get(3)).isNotNull();
      client.get(4);
    }
  }

  /** Counts the sockets of this process; 0 where there is no {@code /proc}. */
  private static long openSockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(HttpClientsTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // the descriptor of the listing itself
    }
  }
}
