package org.asyncmark.pattern.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCounterTest {
  private static final String MIXED = "añ 世界\n😀\r\n end";

  /** What {@code wc -lwm} of GNU says in a UTF-8 locale. */
  @ParameterizedTest
  @CsvSource({
    "'', 0, 0, 0",
    "one, 0, 1, 3",
    "'one\n', 1, 1, 4",
    "'\n\n', 2, 0, 2",
    "'a b\tc\rd', 0, 4, 7",
    "'  a  ', 0, 1, 5",
    "'äöü ß', 0, 2, 5",
    "'世界 😀😀', 0, 2, 5",
  })
  void linesWordsAndCharactersAreThoseOfWc(String text, int lines, int words, int characters) {
    assertThat(counted(text, 1_000)).isEqualTo(new TextCounts(lines, words, characters));
  }

  @Test
  void verticalTabsAndFormFeedsAreWhiteSpaceAndOtherControlsAreNot() {
    assertThat(counted("a\u000Bb\fc\u0008d\u000Ee", 1_000)).isEqualTo(new TextCounts(0, 3, 9));
  }

  @Test
  void whiteSpaceThatIsNoneOfAsciiIsPartOfAWord() {
    assertThat(counted("a\u00A0b\u3000c", 1_000)).isEqualTo(new TextCounts(0, 1, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void aChunkMayEndInTheMidstOfACharacterOrAWord(int chunkBytes) {
    assertThat(counted(MIXED, chunkBytes)).isEqualTo(new TextCounts(2, 4, 13));
  }

  private static TextCounts counted(String text, int chunkBytes) {
    byte[] utf8 = text.getBytes(UTF_8);
    TextCounter counter = new TextCounter();
    for (int from = 0; from < utf8.length; from += chunkBytes) {
      int to = Math.min(utf8.length, from + chunkBytes);
      counter.add(Arrays.copyOfRange(utf8, from, to), to - from);
    }
    return counter.counts();
  }
}
