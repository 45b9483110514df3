package org.asyncmark.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndWithDriverTest {
  @Test
  void aForkThatHangsEndsWithItsInput() throws Exception {
    Process fork = hangingJvm("-D" + EndWithDriver.PROPERTY + "=true");
    try {
      assertThat(fork.inputReader(UTF_8).readLine()).isEqualTo("1 waits");
      fork.getOutputStream().close();
      assertThat(fork.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(fork.exitValue()).isEqualTo(1);
    } finally {
      fork.destroyForcibly();
    }
  }

  @Test
  void anotherJvmDoesNotWaitForIt() throws Exception {
    Process driver = hangingJvm("-Dasyncmark.other=true");
    try {
      assertThat(driver.inputReader(UTF_8).readLine()).isEqualTo("0 waits");
    } finally {
      driver.destroyForcibly();
    }
  }

  private static Process hangingJvm(String property) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            property,
            "-cp",
            System.getProperty("java.class.path"),
            HangingFork.class.getName())
        .redirectErrorStream(true)
        .start();
  }
}
