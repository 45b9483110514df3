package org.asyncmark.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void itReplacesAFileAndLeavesNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    WholeFile.write(file, "new".getBytes(UTF_8));
    assertThat(file).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("a.json");
  }

  @Test
  void whatIsPrintedIsWritten() throws IOException {
    WholeFile.print(folder.resolve("a.txt"), out -> out.print("\u00b5s"));
    assertThat(folder.resolve("a.txt")).hasContent("\u00b5s");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // has a device that is always full
  void aFullDiskIsToldWithTheFileAndTheOldOneStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    Files.createSymbolicLink(folder.resolve(".a.json.tmp"), Path.of("/dev/full"));
    assertThatThrownBy(() -> WholeFile.write(file, "new".getBytes(UTF_8)))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file + ": No space left on device");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("a.json");
  }

  @Test
  void aMissingFolderIsToldWithTheFile() {
    Path file = folder.resolve("none/a.json");
    assertThatThrownBy(() -> WholeFile.write(file, new byte[1]))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file.toString());
  }
}
