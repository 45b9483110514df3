package org.asyncmark.pattern.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerPatternTest {
  private final Pattern pattern = BreakerBenchmark.PATTERN;

  @Test
  void theFirstMechanismOfAModelIsTheIdiomaticOne() {
    assertThat(params(Model.VIRTUAL, "")).containsEntry("mechanism", "atomic-reference");
    assertThat(params(Model.FUTURE, "")).containsEntry("mechanism", "atomic-reference");
    assertThat(params(Model.LOOP, "")).containsEntry("mechanism", "plain-field");
    assertThat(pattern.mechanisms(Model.FUTURE, Map.of()))
        .extracting(pattern::described)
        .containsExactly(
            "atomic-reference (an immutable state, exchanged by compare-and-set)",
            "resilience4j (its CircuitBreaker, a window of calls under a lock)");
  }

  @Test
  void platformHasAThreadForEachCallerAndFuturesOneForEachCpu() {
    assertThat(params(Model.PLATFORM, "callers=7")).containsEntry("poolSize", "7");
    assertThat(params(Model.FUTURE, "callers=7")).containsEntry("poolSize", "2");
    assertThat(params(Model.LOOP, "callers=7")).doesNotContainKey("poolSize");
  }

  @Test
  void fewerCallsThanAWindowAreRefused() {
    assertThat(params(Model.LOOP, "callers=2 calls=10 window=20")).containsEntry("window", "20");
    assertThatThrownBy(() -> params(Model.LOOP, "callers=1 calls=19 window=20"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a window of 20 wants as many calls, got callers=1 times calls=19; raise calls or lower"
                + " window");
  }

  @Test
  void moreProbesThanAWindowAreRefused() {
    assertThat(params(Model.LOOP, "window=3 probes=3")).containsEntry("probes", "3");
    assertThatThrownBy(() -> params(Model.LOOP, "window=3 probes=4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probes must be no more than window=3, got 4; raise window or lower probes");
  }

  @ParameterizedTest
  @CsvSource({"20, 50, 10", "20, 51, 11", "20, 1, 1", "20, 100, 20", "3, 34, 2", "1, 1, 1"})
  void asManyFailuresBehindSuccessesOpenItAsReachTheShare(int window, int percent, int failures) {
    BreakerRule rule = new BreakerRule(window, percent, 1, 1);
    assertThat(rule.failuresToOpen()).isEqualTo(failures);
    assertThat(rule.tooMany(failures, window)).isTrue();
    assertThat(rule.tooMany(failures - 1, window)).isFalse();
  }

  private Map<String, String> params(Model model, String given) {
    return Cells.params(pattern, model, given);
  }
}
