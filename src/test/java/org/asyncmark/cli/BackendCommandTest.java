package org.asyncmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.asyncmark.backend.BackendProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class BackendCommandTest {
  /** The verb as the main class of a JVM. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.exit(new CommandLine(new BackendCommand()).execute(args));
    }
  }

  @Test
  void servesWithoutStandardInputUntilItIsTerminated() throws Exception {
    Process process =
        new ProcessBuilder(
                BackendProcess.runningJava().toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0")
            .redirectInput(
                new File(System.getProperty("os.name").startsWith("Win") ? "NUL" : "/dev/null"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String first = out.readLine();
      assertThat(first).startsWith("listening on 127.0.0.1:");
      int port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
      assertThat(out.readLine())
          .isEqualTo(
              "try: curl -i 'http://127.0.0.1:"
                  + port
                  + "/leaf?delayMicros=1000&bytes=64&index=7'");
      assertThat(out.readLine()).isEqualTo("stop: Ctrl-C");
      new Socket("127.0.0.1", port).close();
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aPortOutOfRangeIsAUsageError() {
    StringWriter errors = new StringWriter();
    CommandLine command = new CommandLine(new BackendCommand()).setErr(new PrintWriter(errors));
    assertThat(command.execute("--port", "70000")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("--port: want 0 to 65535, got 70000");
  }
}
