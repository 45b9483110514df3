package org.asyncmark.pattern.shutdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a signal does to a process that serves, with real connections to it. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class TerminationTest {
  private static final Duration FAR = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int GRACE_MILLIS = 20_000;

  static Stream<Model> models() {
    return Model.available().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsInFlightIsFinishedWhileNothingElseIsAccepted(Model model) throws Exception {
    try (Serving serving = new Serving(model, FAR);
        Client first = serving.connected();
        Client second = serving.connected()) {
      serving.terminate();
      assertThat(serving.line()).isEqualTo(ServingMain.ACCEPTS_NO_MORE);
      assertThatThrownBy(serving::connected).isInstanceOf(ConnectException.class);
      assertThat(serving.process.isAlive()).isTrue();
      second.finish();
      first.finish();
      assertThat(serving.line()).isEqualTo("completed 2, rejected 0, aborted 0");
      serving.requireEnded();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatDoesNotEndIsAbortedAtTheDeadline(Model model) throws Exception {
    try (Serving serving = new Serving(model, SHORT);
        Client client = serving.connected()) {
      long terminated = System.nanoTime();
      serving.terminate();
      assertThat(serving.line()).isEqualTo(ServingMain.ACCEPTS_NO_MORE);
      client.requireClosed();
      assertThat(System.nanoTime() - terminated).isGreaterThanOrEqualTo(SHORT.toNanos());
      assertThat(serving.line()).isEqualTo("completed 0, rejected 0, aborted 1");
      serving.requireEnded();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aServerWithoutRequestsEndsAtOnce(Model model) throws Exception {
    try (Serving serving = new Serving(model, FAR)) {
      serving.terminate();
      assertThat(serving.line()).isEqualTo(ServingMain.ACCEPTS_NO_MORE);
      assertThat(serving.line()).isEqualTo("completed 0, rejected 0, aborted 0");
      serving.requireEnded();
    }
  }

  /** The process; it is killed if it takes too long. */
  private static final class Serving implements AutoCloseable {
    private final Process process;
    private final CompletableFuture<Boolean> tooLong = new CompletableFuture<>();
    private final BufferedReader out;
    private final int port;

    Serving(Model model, Duration deadline) throws IOException {
      process =
          new ProcessBuilder(
                  BackendProcess.runningJava().toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServingMain.class.getName(),
                  model.id(),
                  Long.toString(deadline.toMillis()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      tooLong
          .completeOnTimeout(true, GRACE_MILLIS, TimeUnit.MILLISECONDS)
          .thenRun(process::destroyForcibly);
      out = process.inputReader(UTF_8);
      port = Integer.parseInt(out.readLine());
    }

    Client connected() throws IOException {
      return new Client(port);
    }

    /** Sends SIGTERM, and leaves the pipes alone. */
    void terminate() {
      assertThat(process.supportsNormalTermination()).isTrue();
      assertThat(process.toHandle().destroy()).isTrue();
    }

    String line() throws IOException {
      return out.readLine();
    }

    void requireEnded() throws Exception {
      assertThat(process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ServingMain.TERMINATED);
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Override
    public void close() {
      tooLong.cancel(false);
      process.destroyForcibly();
    }
  }

  /** A connection whose request has begun. */
  private static final class Client implements AutoCloseable {
    private final Socket socket = new Socket();

    Client(int port) throws IOException {
      socket.setSoTimeout(GRACE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), GRACE_MILLIS);
      assertThat(socket.getInputStream().read()).isZero();
    }

    /** Ends the request, and has its answer. */
    void finish() throws IOException {
      socket.getOutputStream().write(0);
      assertThat(socket.getInputStream().read()).isZero();
      requireClosed();
    }

    void requireClosed() throws IOException {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
