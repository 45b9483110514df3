package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloTest {
  @ParameterizedTest
  @CsvSource({
    "p99=10ms, p99, 10000000",
    "p99.9=1.5s, p99.9, 1500000000",
    "p50=250us, p50, 250000",
    "service.p95=2ms, service.p95, 2000000"
  })
  void aLimitIsAPercentileAndATime(String text, String word, double nanos) {
    assertThat(Slo.of(text)).isEqualTo(new Slo(word, nanos));
  }

  @Test
  void aLimitIsToldAsItIsAskedFor() {
    assertThat(Slo.of("p99=0.01s").text()).isEqualTo("p99=10ms");
    assertThat(Slo.of("p99=250us").text()).isEqualTo("p99=0.25ms");
    assertThat(Slo.of(Slo.of("service.p95=2ms").text())).isEqualTo(Slo.of("service.p95=2ms"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"p99", "p99=10", "p99<10ms", "10ms", "p99=0ms", "a.b.p99=1ms", "p99=1min"})
  void whatIsNoLimitIsRefused(String text) {
    assertThatThrownBy(() -> Slo.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--slo wants a percentile and the most that it may be, in us, ms or s, got '"
                + text
                + "'; give for example p99=10ms");
  }

  @Test
  void aPercentileThatIsNotKeptIsRefused() {
    assertThatThrownBy(() -> Slo.of("p98=10ms"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--slo wants a percentile that is kept of every fork, got 'p98'; give one of p1, p5,"
                + " p10, p25, p50, p75, p90, p95, p99, p99.5, p99.9, p99.99, p99.999");
  }
}
