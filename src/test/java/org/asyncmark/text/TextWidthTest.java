package org.asyncmark.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void aWideLetterTakesTwoColumns() {
    assertThat(TextWidth.columns("city=東京")).isEqualTo(9);
    assertThat(TextWidth.columns("µs ±3 %, δ → “ü”")).isEqualTo(16);
  }

  @Test
  void wideLettersAreWrappedByTheirWidthInPixels() {
    assertThat(TextWidth.wrap("東京東京 東京", 10, 50)).isEqualTo(List.of("東京東京", "東京"));
  }
}
