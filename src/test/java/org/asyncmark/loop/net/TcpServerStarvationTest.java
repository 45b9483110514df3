package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.loop.EventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "has no limit on descriptors that a shell can set")
class TcpServerStarvationTest {
  private static final int DESCRIPTORS = 64;
  private static final int CONNECTIONS = 100;

  @Test
  void aServerThatRunsOutOfDescriptorsServesThoseWhoWaitOnceOthersHaveGone() throws Exception {
    Process server = start();
    List<Socket> sockets = new ArrayList<>();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      int port = Integer.parseInt(out.readLine());
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      assertThat(out.readLine())
          .matches(
              "cannot accept connections on /127\\.0\\.0\\.1:\\d+: Too many open files; trying again"
                  + " in 100 ms");
      for (Socket served : sockets.subList(0, CONNECTIONS - 1)) {
        served.close();
      }
      Socket last = sockets.get(CONNECTIONS - 1);
      last.getOutputStream().write(42);
      assertThat(last.getInputStream().read()).isEqualTo(42);
      server.getOutputStream().close();
      assertThat(server.waitFor()).isZero();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      server.destroyForcibly();
    }
  }

  private static Process start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "sh",
            "-c",
            "ulimit -n " + DESCRIPTORS + " && exec \"$0\" \"$@\"",
            java,
            "-Xmx64m",
            "-cp",
            place(EventLoop.class) + File.pathSeparator + place(StarvedServer.class),
            StarvedServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The whole class path would take more descriptors than there are. */
  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
