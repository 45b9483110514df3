package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines"})
  void aReasonIsOneLine(String reason) {
    assertThatThrownBy(() -> new EngineChoice(Engine.CPU, reason))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want one line as reason, got '" + reason + "'");
  }
}
