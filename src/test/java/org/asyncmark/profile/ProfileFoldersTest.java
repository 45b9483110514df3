package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFoldersTest {
  @TempDir private Path parent;
  private ProfileFolders folders;

  @BeforeEach
  void create() {
    folders = new ProfileFolders(parent);
  }

  @Test
  void aFinishedProfileHasItsNameAndItsFilesAreThere() throws IOException {
    Files.createFile(folders.begin("gather").resolve("cpu.html"));
    Profile profile =
        folders.finish("gather", () -> Profiles.drawn(Arms.of("gather", "loop", "25", Map.of())));

    assertThat(profile.graph(ProfileEvent.CPU).orElseThrow().html())
        .isEqualTo(parent.resolve("gather/cpu.html"))
        .exists();
  }

  @Test
  void aFailedForkKeepsItsLogAndNotItsWarmUp() throws IOException {
    Path folder = folders.begin("gather");
    Files.createFile(folder.resolve("fork.log"));
    Files.createFile(folder.resolve("warm-up.jfr"));

    assertThat(folders.fail("gather"))
        .isEqualTo(parent.resolve("gather.FAIL"))
        .isDirectoryContaining("glob:**fork.log")
        .isDirectoryNotContaining("glob:**.jfr");
  }

  @Test
  void whatIsNotFinishedIsDroppedAndTheRestStays() throws IOException {
    folders.begin("a");
    folders.finish("a", () -> Profiles.drawn(Arms.of("gather", "loop", "25", Map.of())));
    Files.createFile(folders.begin("b").resolve("fork.log"));
    folders.dropUnfinished();

    assertThat(parent).isDirectoryContaining("glob:**a").isDirectoryNotContaining("glob:**.part");
  }
}
