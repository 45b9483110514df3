package org.asyncmark.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
  @Test
  void aPlainWordStaysAsItIs() {
    assertThat(ShellWord.of("results/20261127T060328Z_decide_f4f375c"))
        .isEqualTo("results/20261127T060328Z_decide_f4f375c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my results/run", "it's", "$HOME", "a;b", "zürich", "a*", "", "~", "a\\b"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aShellReadsTheWord(String word) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(word))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(word);
  }
}
