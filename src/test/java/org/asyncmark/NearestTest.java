package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> PARAMS =
      List.of("leaf", "variant", "fanOut", "cpuTokens", "delayMicros", "poolSize");

  @ParameterizedTest
  @CsvSource({
    "fanout, fanOut",
    "fanOuts, fanOut",
    "lef, leaf",
    "laef, leaf",
    "pollSize, poolSize",
    "delayMicro, delayMicros"
  })
  void aWordThatIsNearMayHaveBeenMeant(String word, String meant) {
    assertThat(Nearest.hint(word, PARAMS)).isEqualTo(" did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"size", "threads", "x", "delay"})
  void aWordThatIsFarFromAllIsNotGuessed(String word) {
    assertThat(Nearest.hint(word, PARAMS)).isEmpty();
  }

  @Test
  void aSwapOfTwoLettersIsOneMistake() {
    assertThat(Nearest.distance("virtaul", "virtual")).isEqualTo(1);
    assertThat(Nearest.distance("", "loop")).isEqualTo(4);
    assertThat(Nearest.distance("future", "furtune")).isEqualTo(2);
  }
}
