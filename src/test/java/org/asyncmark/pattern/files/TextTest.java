package org.asyncmark.pattern.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 21, 22, 23, 100, 16_384})
  void aTextIsAsLongAsWantedAndItsCountsAreWhatIsInIt(int bytes) {
    for (int seed = 0; seed < 20; seed++) {
      Text text = Text.drawn(seed, bytes);
      String decoded = new String(text.utf8(), UTF_8);
      assertThat(text.utf8()).hasSize(bytes);
      assertThat(text.counts())
          .isEqualTo(
              new TextCounts(
                  decoded.chars().filter(each -> each == '\n').count(),
                  Stream.of(decoded.split("[ \t\r\n]+")).filter(word -> !word.isEmpty()).count(),
                  decoded.codePoints().count()));
    }
  }

  @Test
  void aTextHasCharactersOfOneToFourBytes() {
    String decoded = new String(Text.drawn(1, 1_000).utf8(), UTF_8);
    assertThat(
            decoded
                .codePoints()
                .mapToObj(each -> Character.toString(each).getBytes(UTF_8).length)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void aSeedGivesTheSameTextAndAnotherOneAnother() {
    assertThat(Text.drawn(1, 100).utf8()).isEqualTo(Text.drawn(1, 100).utf8());
    assertThat(Text.drawn(1, 100).utf8()).isNotEqualTo(Text.drawn(2, 100).utf8());
  }
}
