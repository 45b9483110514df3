package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkLogTest {
  @Test
  void theInnermostCauseIsTheReason() {
    assertThat(
            ForkLog.reason(
                List.of(
                    "# Fork: 1 of 1",
                    "<failure>",
                    "java.util.concurrent.ExecutionException: java.io.IOException: no",
                    "\tat org.asyncmark.loop.Waiter.await(Waiter.java:55)",
                    "Caused by: java.io.IOException: connection closed after 12 of 64 bytes",
                    "\t... 9 more"),
                "Benchmark caught the exception"))
        .isEqualTo("java.io.IOException: connection closed after 12 of 64 bytes");
  }

  @Test
  void whatTheSuiteSaysToTheUserGoesBeforeItsCause() {
    assertThat(
            ForkLog.reason(
                List.of(
                    "org.asyncmark.EnvironmentException: wanted 9 connections; see 'ulimit -n'",
                    "\tat org.asyncmark.leaf.HttpLeaf.connected(HttpLeaf.java:90)",
                    "Caused by: java.net.SocketException: Too many open files"),
                "Benchmark error"))
        .isEqualTo("wanted 9 connections; see 'ulimit -n'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          17 | -XX:+UseG1GC -XX:+UseParallelGC | Multiple garbage collectors selected
          25 | -XX:+UseG1GC -XX:+UseParallelGC | Multiple garbage collectors selected
          17 | -XX:+Bogus | Unrecognized VM option 'Bogus'
          25 | -XX:+Bogus | Unrecognized VM option 'Bogus'
          17 | -Xmx64m | Initial heap size set to a larger value than the maximum heap size
          25 | -Xmx64m | Initial heap size set to a larger value than the maximum heap size
          17 | -XX:CompileThreshold=-5 | OnStackReplacePercentage cannot be validated because CompileThreshold value is invalid; CompileThreshold (-5) must be between 0 and 1073741823
          25 | -XX:CompileThreshold=-5 | OnStackReplacePercentage cannot be validated because CompileThreshold value is invalid; CompileThreshold (-5) must be between 0 and 1073741823
          17 | -javaagent:nothing.jar | agent library failed to init: instrument; Error opening zip file or JAR manifest missing : nothing.jar
          25 | -javaagent:nothing.jar | agent library failed Agent_OnLoad: instrument; Error opening zip file or JAR manifest missing : nothing.jar
          17 | -Xms900g -Xmx900g -XX:+AlwaysPreTouch | There is insufficient memory for the Java Runtime Environment to continue.; Native memory allocation (mmap) failed to map 322122547200 bytes. Error detail: committing reserved memory.
          25 | -Xms900g -Xmx900g -XX:+AlwaysPreTouch | There is insufficient memory for the Java Runtime Environment to continue.; Native memory allocation (mmap) failed to map 322122547200 bytes. Error detail: committing reserved memory.
          """)
  void aJvmThatDoesNotStartIsQuoted(String jdk, String flags, String words) throws Exception {
    assertThat(ForkLog.reason(refused(jdk, flags), "Benchmark caught the exception"))
        .isEqualTo("the JVM says: " + words);
  }

  /** Returns what JMH wrote of a fork with such flags. */
  private static List<String> refused(String jdk, String flags) throws Exception {
    Path golden = Path.of("src/test/resources/golden/refused-fork-" + jdk + ".txt");
    List<String> all = Files.readAllLines(golden);
    List<String> rest = all.subList(all.indexOf("== " + flags) + 1, all.size());
    return rest.stream().takeWhile(line -> !line.startsWith("== ")).toList();
  }

  @Test
  void aJvmThatWasKilledIsNamedByItsExitCode() {
    assertThat(
            ForkLog.reason(
                List.of(
                    "<forked VM failed with exit code 137>",
                    "<stdout last='20 lines'>",
                    "</stdout>",
                    "<stderr last='20 lines'>",
                    "</stderr>"),
                "Benchmark caught the exception"))
        .isEqualTo("the JVM ended with exit code 137");
  }

  @Test
  void anExceptionOfAForkThatFailedGoesBeforeItsExitCode() {
    assertThat(
            ForkLog.reason(
                List.of(
                    "<forked VM failed with exit code 1>",
                    "<stdout last='20 lines'>",
                    "</stdout>",
                    "<stderr last='20 lines'>",
                    "java.lang.OutOfMemoryError: Java heap space",
                    "</stderr>"),
                "Benchmark caught the exception"))
        .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void withoutAnExceptionJmhsOwnWordsAreTheReason() {
    assertThat(
            ForkLog.reason(List.of("# Fork: 1 of 1"), "Forked VM failed with exit code 137\nmore"))
        .isEqualTo("Forked VM failed with exit code 137");
  }
}
