package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void withoutAnExceptionJmhsOwnWordsAreTheReason() {
    assertThat(
            ForkLog.reason(List.of("# Fork: 1 of 1"), "Forked VM failed with exit code 137\nmore"))
        .isEqualTo("Forked VM failed with exit code 137");
  }
}
