package org.asyncmark.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    Optional<Path> python = FoundPython.path();
    assumeTrue(python.isPresent(), "n/a (there is no python3 of 3.11 or newer)");
    ProcessBuilder tests =
        new ProcessBuilder(python.get().toString(), "-B", "-m", "unittest", "discover");
    tests.command().addAll(List.of("-s", TESTS.toString(), "-p", "test_asyncmark_*.py"));
    tests.environment().put("PYTHONPATH", MAIN.toString());
    Process running = tests.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), UTF_8);
    assertThat(running.waitFor()).describedAs(said).isZero();
    assertThat(said).containsPattern("Ran [1-9]\\d+ tests");
  }
}
