package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.loop.EventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectMemoryTest {
  @Test
  void aWriteThatFindsNoMemoryEndsItsConnectionAndNoOther() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=4m",
                "-cp",
                place(EventLoop.class) + File.pathSeparator + place(DirectMemoryExhausted.class),
                DirectMemoryExhausted.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = out.lines().toList();
      assertThat(lines)
          .containsExactly(
              "write threw an OutOfMemoryError, open false",
              "closed by OutOfMemoryError",
              "unsent 0",
              "over all 0",
              "peer at its end true",
              "next reads 42",
              "spins false");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
