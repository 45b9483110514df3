package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollapsedStacksTest {
  @TempDir private Path folder;

  @Test
  void linesOfTheSameStackAreAddedUpAndWrittenInOrder() throws IOException {
    Path merged = folder.resolve("merged");
    CollapsedStacks.read(file("1", "main;b 2\nmain;a 1\nmain;b 40\n")).write(merged);

    assertThat(merged).hasContent("main;a 1\nmain;b 42\n");
  }

  @Test
  void aFrameMayHaveSpaces() throws IOException {
    Path file = file("1", "main;operator new(unsigned long) 7\n");

    assertThat(CollapsedStacks.read(file).total()).isEqualTo(7);
  }

  @Test
  void aLineWithoutANumberIsRefused() throws IOException {
    Path bad = file("bad", "main;a\n");

    assertThatThrownBy(() -> CollapsedStacks.read(bad))
        .isInstanceOf(IOException.class)
        .hasMessage("want 'stack count' in " + bad + ", got 'main;a'; convert it again");
  }

  @Test
  void numbersAreScaledAndNoStackIsRoundedToNothing() {
    assertThat(new CollapsedStacks(Map.of("a", 10L, "b", 1L)).times(0.25).byStack())
        .containsExactly(Map.entry("a", 3L), Map.entry("b", 1L));
  }

  @Test
  void theSharedPartAreTheSamplesWhoseWholeStackTheOthersHave() {
    CollapsedStacks stacks = new CollapsedStacks(Map.of("a;b", 1L, "a;c", 2L, "a;bc", 5L));
    CollapsedStacks others = new CollapsedStacks(Map.of("a;b;d", 7L, "a;c", 1L));

    assertThat(stacks.shareIn(others)).isEqualTo(3.0 / 8);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
