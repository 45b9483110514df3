package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "100", "999999999999999999"})
  void aWholeNumberIsOneAndKeepsItsText(String text) {
    assertThat(Value.of(text).number()).hasValue(Long.parseLong(text));
    assertThat(Value.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http", "007", "00", "-1", "+1", "1.5", "1e3", "7 ", "0+1", "٧"})
  void everythingElseIsAWordAndKeepsItsText(String text) {
    assertThat(Value.of(text).number()).isEmpty();
    assertThat(Value.of(text)).hasToString(text);
  }

  @Test
  void aNumberThatDoesNotFitIsAWord() {
    assertThat(Value.of("99999999999999999999").number()).isEmpty();
  }

  @Test
  void aNumberIsEqualToItsText() {
    assertThat(Value.of(64)).isEqualTo(Value.of("64")).hasSameHashCodeAs(Value.of("64"));
    assertThat(Value.of("007")).isNotEqualTo(Value.of("7"));
  }

  @Test
  void numbersStandBySizeBeforeWordsInTheirOrder() {
    assertThat(Stream.of("unbounded", "10", "fair", "9", "007", "1000").map(Value::of).sorted())
        .extracting(Value::toString)
        .containsExactly("9", "10", "1000", "007", "fair", "unbounded");
  }
}
