package org.asyncmark.pattern.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
  @TempDir private Path dir;

  @Test
  void theFilesHoldTheirTextsAndAreDeletedInTheEnd() throws IOException {
    TextFiles files = TextFiles.create(dir, 3, 100);
    try (files) {
      for (int i = 0; i < 3; i++) {
        assertThat(files.path(i)).hasBinaryContent(files.text(i, 0).utf8());
      }
      assertThat(dir.toFile().list()).hasSize(1);
    }
    assertThat(dir).isEmptyDirectory();
    files.close(); // of no effect
  }

  @Test
  void aFileThatSomebodyDeletedIsNoHindrance() throws IOException {
    try (TextFiles files = TextFiles.create(dir, 2, 10)) {
      Files.delete(files.path(1));
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void everyTurnHasAnotherText() throws IOException {
    try (TextFiles files = TextFiles.create(dir, 1, 100)) {
      assertThat(files.text(0, 1)).isNotSameAs(files.text(0, 0));
      assertThat(files.text(0, Integer.MAX_VALUE)).isNotNull();
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> TextFiles.create(dir.resolve("none"), 1, 1))
        .isInstanceOf(NoSuchFileException.class);
  }
}
