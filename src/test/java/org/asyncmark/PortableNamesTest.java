package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortableNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a:b", "a*", "a?b", "x/a.", "a ", "NUL", "x/con.txt", "com1/y", "a\\b", "a|b"})
  void whatWindowsCannotNameIsFound(String path) {
    assertThat(PortableNames.wrong(List.of(path)))
        .containsExactly("not a name on Windows: " + path);
  }

  @Test
  void whatDiffersInCaseAloneIsFound() {
    assertThat(PortableNames.wrong(List.of("a/B.svg", "a/b.svg")))
        .containsExactly("differs from another in case alone: a/b.svg");
  }

  @Test
  void whatIsTooLongIsFound() {
    assertThat(PortableNames.wrong(List.of("x".repeat(140), "y".repeat(141))))
        .containsExactly("141 characters: " + "y".repeat(141));
  }

  @ParameterizedTest
  @ValueSource(strings = {"results", "plots"})
  void whatIsKeptHasNamesOfEveryPlatform(String folder) throws Exception {
    assertThat(PortableNames.wrong(Path.of(folder))).isEmpty();
  }
}
