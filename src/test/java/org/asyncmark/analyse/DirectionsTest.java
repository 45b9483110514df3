package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionsTest {
  private static Goodness of(String model, String name, String unit) {
    return Directions.of(name, ScoreUnit.of(unit), Arms.of("X.x", model, "25", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "score, us/op, LOWER_IS_FASTER",
    "score, ops/s, HIGHER_IS_FASTER",
    "score, ms, LOWER_IS_FASTER",
    "score, #, NONE",
    "writer, ns/op, LOWER_IS_FASTER",
    "reader, ops/us, HIGHER_IS_FASTER",
    "p0.99, ms/op, LOWER_IS_FASTER",
    "reader:p0.999, ms/op, LOWER_IS_FASTER",
    "service:p99, ns, LOWER_IS_FASTER",
    "gc.time, ms, NONE",
    "safepoints.pause.p0.99, ms, NONE",
    "gc.alloc.rate, MB/sec, NONE",
    "gc.alloc.rate.norm, B/op, LOWER_IS_CHEAPER",
    "cpu, us/op, LOWER_IS_CHEAPER",
    "gc.count, counts, NONE",
    "branches, #/op, NONE",
    "stack, ---, NONE"
  })
  void aTimeOrRateOfTheBenchmarkIsFasterOrSlower(String name, String unit, Goodness goodness) {
    assertThat(of("", name, unit)).isEqualTo(goodness);
  }

  @Test
  void whatForksOfOursCountBesideLatenciesIsNoTimeOfTheirs() {
    assertThat(of("loop", "someTime", "us/op")).isEqualTo(Goodness.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "thrpt, us/op, NONE",
    "avgt, ops/s, NONE",
    "sample, ops/s, NONE",
    "thrpt, ops/s, HIGHER_IS_FASTER",
    "ss, ms/op, LOWER_IS_FASTER",
    "unheard-of, us/op, LOWER_IS_FASTER"
  })
  void aScoreInAUnitThatItsModeDoesNotHaveHasNoDirection(
      String mode, String unit, Goodness goodness) {
    Arm arm = Arms.of("X.x", "", "25", Map.of(), Map.of("mode", mode));
    assertThat(Directions.of("score", ScoreUnit.of(unit), arm)).isEqualTo(goodness);
  }
}
