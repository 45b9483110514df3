package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackendProcessTest {
  @TempDir Path folder;

  @Test
  void servesUntilItIsClosedAndClosingTwiceIsFine() throws Exception {
    ListeningProcess backend = BackendProcess.start(BackendProcess.runningJava());
    assertThat(backend.isAlive()).isTrue();
    try (Socket socket = new Socket("127.0.0.1", backend.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /leaf?bytes=2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).endsWith("\r\n\r\n..");
    }
    backend.close();
    backend.close();
    assertThat(backend.isAlive()).isFalse();
    assertThatThrownBy(() -> new Socket("127.0.0.1", backend.port()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void killingTheParentEndsTheBackend() throws Exception {
    Process parent =
        new ProcessBuilder(
                BackendProcess.runningJava().toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                BackendParent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      long pid = Long.parseLong(parent.inputReader(UTF_8).readLine());
      ProcessHandle backend = ProcessHandle.of(pid).orElseThrow();
      assertThat(backend.isAlive()).isTrue();
      parent.destroyForcibly();
      backend.onExit().get(20, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aMissingExecutableIsTold() {
    Path java = folder.resolve("java");
    assertThatThrownBy(() -> BackendProcess.start(java))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("the backend did not start: cannot run " + java + ": ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake executable is a shell script")
  void anExecutableThatIsSilentIsEndedAtTheDeadline() throws Exception {
    Path java = script("echo $$ >" + folder.resolve("pid") + "; echo thinking; exec sleep 1000");
    assertThatThrownBy(
            () ->
                ListeningProcess.start(
                    "the backend",
                    "run it alone to see why",
                    List.of(java.toString()),
                    Duration.ofMillis(1500)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "the backend did not listen within 1500 ms: run it alone to see why; it printed:"
                + " thinking");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake executable is a shell script")
  void anExecutableThatFailsIsToldWithItsErrorOutput() throws Exception {
    Path java = script("echo one; echo two >&2; exit 3");
    assertThatThrownBy(() -> BackendProcess.start(java))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("the backend did not start: exit code 3, it printed: one | two");
  }

  @Test
  void anInterruptedStartLeavesNothingAndIsAnInterrupt() {
    long before = ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> BackendProcess.start(BackendProcess.runningJava()))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).count())
        .isEqualTo(before);
  }

  private Path script(String body) throws IOException {
    Path file = folder.resolve("fake-java");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
