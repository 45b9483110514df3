package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.RunnerException;

class JmhForkTest {
  private static final String VANISHED = "/tmp/jmh12stderr (No such file or directory)";

  @TempDir Path folder;

  @Test
  void whatJmhDoesNotExpectIsAFailureOfTheForkAndItsTraceIsInTheLog() throws IOException {
    Path log = Files.writeString(folder.resolve("fork.log"), "# JMH version\n");
    IllegalStateException vanished = new IllegalStateException(new FileNotFoundException(VANISHED));

    assertThatThrownBy(() -> JmhFork.run(() -> thrown(vanished), log))
        .isInstanceOf(RunnerException.class)
        .hasMessage(
            "JMH failed: java.lang.IllegalStateException: java.io.FileNotFoundException: "
                + VANISHED)
        .hasCause(vanished)
        .satisfies(
            e ->
                assertThat(ForkLog.reason(log, (RunnerException) e))
                    .isEqualTo("java.io.FileNotFoundException: " + VANISHED));
    assertThat(log)
        .content()
        .startsWith("# JMH version\njava.lang.IllegalStateException: ")
        .contains("\tat " + JmhForkTest.class.getName());
  }

  @Test
  void whatIsSaidToTheUserEndsTheJob() {
    EnvironmentException said = new EnvironmentException("wanted perf, found none");
    assertThatThrownBy(() -> JmhFork.run(() -> thrown(said), folder.resolve("fork.log")))
        .isSameAs(said);
    assertThat(folder).isEmptyDirectory();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
  private static <T> T thrown(RuntimeException e) {
    throw e;
  }
}
