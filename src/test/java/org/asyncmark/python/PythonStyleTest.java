package org.asyncmark.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python is formatted, linted and typed, where the tools for that are installed. */
@Tag("any-jdk")
class PythonStyleTest {
  private static final String BOTH = " src/main/python src/test/python";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ruff format --check" + BOTH,
        "ruff check" + BOTH,
        "mypy --config-file src/pyproject.toml src/main/python/asyncmark"
      })
  @Timeout(120)
  void aToolFindsNothing(String command) throws Exception {
    Process tool;
    try {
      tool = new ProcessBuilder(List.of(command.split(" "))).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "n/a (" + e.getMessage() + ")");
      return;
    }
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).describedAs(said).isZero();
  }
}
