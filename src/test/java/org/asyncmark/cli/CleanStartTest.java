package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class CleanStartTest {
  private static final Map<String, String> OPTIONS = Map.of("JAVA_TOOL_OPTIONS", "-Xint");

  @ParameterizedTest
  @ValueSource(strings = {"run", "profile", "selftest", "doctor"})
  void aVerbThatMeasuresNeedsAnotherStartIfThereAreOptions(String verb) {
    assertThat(CleanStart.isNeeded(new String[] {verb, "--help"}, OPTIONS)).isTrue();
    assertThat(CleanStart.isNeeded(new String[] {verb}, Map.of("HOME", "/h"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jmh", "compare", "report", "--version"})
  void aVerbThatMeasuresNothingOfOursNeedsNone(String verb) {
    assertThat(CleanStart.isNeeded(new String[] {verb}, OPTIONS)).isFalse();
  }

  @Test
  void withoutAVerbItMeasures() {
    assertThat(CleanStart.isNeeded(new String[0], OPTIONS)).isTrue();
  }

  @Test
  void theEndOfTheStarterIsNoticed() throws Exception {
    Process starter = new ProcessBuilder("sleep", "60").start();
    CountDownLatch ended = new CountDownLatch(1);
    Map<String, String> environment = Map.of("ASYNCMARK_STARTED_BY", Long.toString(starter.pid()));
    CleanStart.onEndOfStarter(environment, ended::countDown);
    assertThat(ended.getCount()).isEqualTo(1);
    starter.destroyForcibly().waitFor();
    CleanStart.onEndOfStarter(environment, ended::countDown); // one that was too late to see it
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
