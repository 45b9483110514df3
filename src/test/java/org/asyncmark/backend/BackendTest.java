package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class BackendTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Backend backend;

  @BeforeAll
  static void start() {
    backend = Backend.start(0);
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  private static HttpResponse<String> get(String pathAndQuery) throws Exception {
    return CLIENT.send(request(pathAndQuery).GET().build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + backend.port() + pathAndQuery));
  }

  @Test
  void aLeafWithoutParametersIsAnEmptyOk() throws Exception {
    HttpResponse<String> response = get("/leaf");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).contains("0");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=3, ...",
    "bytes=15&index=1, ...............",
    "bytes=16&index=255, 00000000000000ff",
    "bytes=18&index=9223372036854775807, 7fffffffffffffff..",
    "bytes=17, .................",
  })
  void theBodyHasTheIndexAndThenDots(String query, String body) throws Exception {
    assertThat(get("/leaf?" + query).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 4097, 65_536, 1_048_576})
  void largeBodiesHaveExactlyTheBytesAskedFor(int bytes) throws Exception {
    String body = get("/leaf?index=10&bytes=" + bytes).body();
    assertThat(body).isEqualTo("000000000000000a" + ".".repeat(bytes - 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 404, 500, 599})
  void theStatusIsTheOneAskedFor(int status) throws Exception {
    HttpResponse<String> response = get("/leaf?bytes=2&status=" + status);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("..");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void statusesWithoutABodyKeepTheConnectionUsable(int status) throws Exception {
    String answers =
        exchange(
            "GET /leaf?status="
                + status
                + " HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /leaf?bytes=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 " + status + " ").endsWith("\r\n\r\n.");
    assertThat(answers.split("HTTP/1.1", -1)).hasSize(3);
  }

  @Test
  void theDelayPassesBeforeTheAnswer() throws Exception {
    long start = System.nanoTime();
    get("/leaf?delayMicros=60000");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrderWhateverTheirDelays() throws Exception {
    String answers =
        exchange(
            "GET /leaf?bytes=16&index=1&delayMicros=50000 HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /leaf?bytes=16&index=2 HTTP/1.1\r\nHost: a\r\n\r\n"
                + "GET /leaf?bytes=16&index=3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answers.lines().filter(line -> line.startsWith("0")))
        .containsExactly(
            "0000000000000001HTTP/1.1 200 OK",
            "0000000000000002HTTP/1.1 200 OK",
            "0000000000000003");
  }

  @Test
  void aClientThatPipelinesMoreThanIsHeldBackStillGetsEveryAnswer() throws Exception {
    int requests = 2_000;
    String answers =
        exchange(
            "GET /leaf?bytes=1000&delayMicros=1 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests)
                + "GET /leaf HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(requests + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delayMicros=-1 | delayMicros: want a whole number from 0 to 60000000, got '-1'",
        "delayMicros=60000001"
            + " | delayMicros: want a whole number from 0 to 60000000, got '60000001'",
        "bytes=1048577 | bytes: want a whole number from 0 to 1048576, got '1048577'",
        "bytes=many | bytes: want a whole number from 0 to 1048576, got 'many'",
        "status=199 | status: want a whole number from 200 to 599, got '199'",
        "index=-1 | index: want a whole number from 0 to 9223372036854775807, got '-1'",
        "bytes=1&bytes=2 | parameter bytes is given 2 times: give it once",
        "status=204&bytes=1 | status 204 has no body: want bytes=0, got bytes=1",
        "byte=1 | unknown parameter 'byte'; choose from delayMicros, bytes, status, index",
      })
  void aBadQueryIsRefusedWithTheChoices(String query, String line) throws Exception {
    HttpResponse<String> response = get("/leaf?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo(line + "\n");
  }

  @Test
  void aBadEscapeIsRefused() throws Exception {
    assertThat(exchange("GET /leaf?bytes=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("bad escape in the query: ");
  }

  @Test
  void anotherPathIsNotFound() throws Exception {
    HttpResponse<String> response = get("/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("no path '/': want /leaf, /connections or /stall\n");
  }

  @Test
  void connectionsAreCounted() throws Exception {
    AcceptedConnections accepted = new AcceptedConnections(backend.port());
    long before = accepted.ask();
    exchange("GET /leaf HTTP/1.0\r\n\r\n");
    exchange("GET /leaf HTTP/1.0\r\n\r\n");
    assertThat(accepted.ask() - before).isEqualTo(3); // one is that of the question
  }

  @Test
  void aStallIsAnsweredAtOnceAndTheNextLeafOfTheConnectionWhenItIsOver() throws Exception {
    long start = System.nanoTime();
    String answers =
        exchange(
            "POST /stall?millis=60 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                + "GET /leaf?bytes=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(answers)
        .startsWith("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n")
        .endsWith(".");
  }

  @Test
  void anotherMethodIsNotAllowedAndItsBodyIsSkipped() throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            request("/leaf").POST(BodyPublishers.ofString("x".repeat(100_000))).build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET");
    assertThat(response.body()).isEqualTo("method POST is not served: want GET\n");
    assertThat(get("/leaf").statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatExpectsContinueIsAnsweredAndClosed() throws Exception {
    assertThat(
            exchange(
                "POST /leaf HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n"
                    + "Expect: 100-continue\r\n\r\n"))
        .startsWith("HTTP/1.1 405 Method Not Allowed")
        .contains("connection: close");
  }

  @Test
  void whatIsNotHttpIsToldSoAndClosed() throws Exception {
    assertThat(exchange("hello\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("connection: close")
        .contains("not an HTTP/1.1 request: ");
  }

  @Test
  void anHttp10ClientMayKeepItsConnection() throws Exception {
    assertThat(
            exchange(
                "GET /leaf HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /leaf HTTP/1.0\r\n\r\n"))
        .containsOnlyOnce("connection: keep-alive")
        .containsOnlyOnce("connection: close");
  }

  @Test
  void onlyTheLoopbackAddressIsServed() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
            .toList();
    for (InetAddress address : others) {
      assertThatThrownBy(() -> new Socket(address, backend.port()).close())
          .as("%s", address)
          .isInstanceOf(ConnectException.class);
    }
    assertThatThrownBy(() -> new Socket("127.0.0.2", backend.port()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void aTakenPortIsToldWithWhatToDo() {
    assertThatThrownBy(() -> Backend.start(backend.port()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "port "
                + backend.port()
                + " is taken: choose another with --port, or 0 for a free one");
  }

  @Test
  void portsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backend.start(65_536))
        .withMessage("port: want 0 to 65535, got 65536");
  }

  @Test
  void closeEndsThreadsConnectionsAndPortAndMayBeRepeated() throws Exception {
    List<Thread> before = threads();
    Backend second = Backend.start(0);
    try (Socket open = new Socket("127.0.0.1", second.port())) {
      open.setSoTimeout(5_000);
      open.getOutputStream()
          .write(
              ("GET /leaf HTTP/1.1\r\nHost: a\r\n\r\n"
                      + "GET /leaf?delayMicros=60000000 HTTP/1.1\r\nHost: a\r\n\r\n")
                  .getBytes(UTF_8));
      // The first answer shows that both requests were read: unread bytes would turn close into
      // reset.
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(open.getInputStream(), UTF_8));
      assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
      while (!answer.readLine().isEmpty()) {
        // the header, to its end
      }
      second.close();
      second.close();
      assertThat(answer.read()).isEqualTo(-1);
    }
    assertThat(threads()).isSubsetOf(before);
    Backend.start(second.port()).close();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("asyncmark-backend"))
        .toList();
  }

  /** Sends text and returns what comes until the server closes. */
  private static String exchange(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", backend.port());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(5_000);
      Thread sender =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(text.getBytes(UTF_8));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      sender.start();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
