package org.asyncmark.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of a Python's fork, by tests of their own. */
@Tag("any-jdk")
class PythonUnitTest {
  private static final Path MAIN = Path.of("src", "main", "python");
  private static final Path TESTS = Path.of("src", "test", "python");

  @Test
  @Timeout(120)
  void thePartsOfAForkPassTheirTestsOnPython() throws Exception {
    assumeTrue(hasPython(), "n/a (no python3 of 3.11 or newer on the PATH)");
    Process tests =
        python("-m", "unittest", "discover", "-s", TESTS.toString(), "-p", "test_asyncmark_*.py");
    String said = new String(tests.getInputStream().readAllBytes(), UTF_8);
    assertThat(tests.waitFor()).describedAs(said).isZero();
    assertThat(said).containsPattern("Ran [1-9]\\d+ tests");
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return python("-c", "import sys; sys.exit(sys.version_info < (3, 11))").waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  private static Process python(String... arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("python3", "-B"), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", MAIN.toString());
    return builder.start();
  }
}
