package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
