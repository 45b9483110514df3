package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerLibraryTest {
  @TempDir private Path folder;

  @Test
  void theLibraryIsAnExecutableFileWithAnAbsolutePath() throws IOException {
    try (ProfilerLibrary library = ProfilerLibrary.extractInto(List.of(folder))) {
      assertThat(library.path().orElseThrow()).isAbsolute().isExecutable().isNotEmptyFile();
    }
  }

  @Test
  void closingRemovesWhatWasUnpacked() throws IOException {
    ProfilerLibrary.extractInto(List.of(folder)).close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void closingTwiceIsClosingOnce() throws IOException {
    ProfilerLibrary library = ProfilerLibrary.extractInto(List.of(folder));
    library.close();
    library.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSecondLibraryOutlivesTheFirst() throws IOException {
    ProfilerLibrary first = ProfilerLibrary.extractInto(List.of(folder));
    try (ProfilerLibrary second = ProfilerLibrary.extractInto(List.of(folder))) {
      first.close();

      assertThat(second.path().orElseThrow()).isExecutable();
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsSkipped() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ProfilerLibrary library = ProfilerLibrary.extractInto(List.of(file, folder))) {
      assertThat(library.path().orElseThrow()).startsWith(folder);
    }
  }

  @Test
  void withoutAFolderTheReasonSaysWhatToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ProfilerLibrary library = ProfilerLibrary.extractInto(List.of(file))) {
      assertThat(library.absence())
          .isEqualTo(
              "no folder to run async-profiler from ("
                  + file
                  + ": not a folder); name one with -Dap_loader_extraction_dir=DIR");
    }
  }

  @Test
  void withoutAFolderThereIsNoPath() throws IOException {
    try (ProfilerLibrary library = ProfilerLibrary.extractInto(List.of(folder.resolve("no")))) {
      assertThat(library.path()).isEmpty();
    }
  }
}
