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
  private final CollapsedStacks stacks = new CollapsedStacks();

  @Test
  void samplesOfTheSameStackAreAddedUpOverFiles() throws IOException {
    stacks.add(file("1", "main;b 2\nmain;a 1\n"));
    stacks.add(file("2", "main;b 40\n"));
    Path merged = folder.resolve("merged");
    stacks.write(merged);

    assertThat(merged).hasContent("main;a 1\nmain;b 42\n");
  }

  @Test
  void aFrameMayHaveSpaces() throws IOException {
    stacks.add(file("1", "main;operator new(unsigned long) 7\n"));

    assertThat(stacks.samples()).isEqualTo(7);
  }

  @Test
  void aLineWithoutANumberIsRefused() throws IOException {
    Path bad = file("bad", "main;a\n");

    assertThatThrownBy(() -> stacks.add(bad))
        .isInstanceOf(IOException.class)
        .hasMessage("want 'stack count' in " + bad + ", got 'main;a'; convert it again");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
