package org.asyncmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.bench.EchoServer;
import org.asyncmark.bench.EchoServerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

@Timeout(60)
class EchoCommandTest {
  /** The verb as the main class of a JVM. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.exit(new CommandLine(new EchoCommand()).execute(args));
    }
  }

  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @EnumSource(names = {"NETTY_NIO", "NETTY_NIO_UNSAFE"})
  void echoesWithoutStandardInputUntilItIsTerminated(EchoServerKind kind) throws Exception {
    assumeTrue(kind.unavailable() == null, () -> String.valueOf(kind.unavailable()));
    Process process =
        new ProcessBuilder(
                BackendProcess.runningJava().toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--server",
                kind.id())
            .redirectInput(
                new File(System.getProperty("os.name").startsWith("Win") ? "NUL" : "/dev/null"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String first = out.readLine();
      assertThat(first).startsWith("listening on 127.0.0.1:");
      int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
      assertThat(out.readLine()).isEqualTo("stop: Ctrl-C");
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.getOutputStream().write("hello".getBytes(UTF_8));
        assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
      }
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anUnknownServerIsAUsageErrorWithTheChoices() {
    assertThat(execute("--server", "twisted")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith(
            "--server: want one of loop, netty-nio, netty-nio-unsafe, netty-epoll, got twisted");
  }

  @Test
  void aPortOutOfRangeIsAUsageError() {
    assertThat(execute("--port", "70000")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("--port: want 0 to 65535, got 70000");
  }

  @Test
  void aTakenPortIsWhatTheMachineCannotDo() throws Exception {
    try (EchoServer taken = EchoServer.start(EchoServerKind.LOOP, 0)) {
      assertThat(execute("--port", Integer.toString(taken.port()))).isEqualTo(4);
      assertThat(errors.toString())
          .isEqualToIgnoringNewLines(
              "port "
                  + taken.port()
                  + " is taken: choose another with --port, or 0 for a free one");
    }
  }

  private int execute(String... arguments) {
    return new CommandLine(new EchoCommand())
        .setErr(new PrintWriter(errors))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(arguments);
  }
}
