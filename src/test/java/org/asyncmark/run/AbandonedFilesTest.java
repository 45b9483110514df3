package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void leaveFiles() throws IOException {
    for (String suffix : List.of("compilecommand", "properties", "stderr", "stdout")) {
      Files.createFile(folder.resolve("jmh123" + suffix));
    }
  }

  @Test
  void filesOfADriverThatIsGoneAreDeleted() throws IOException {
    Files.createFile(folder.resolve("jmh.lock"));
    assertThat(new AbandonedFiles(folder, List.of("sleep 1")).delete()).isEqualTo(4);
    assertThat(folder).isDirectoryContaining("glob:**/jmh.lock");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aFolderWithoutALockHasNoUser() {
    assertThat(new AbandonedFiles(folder, List.of()).delete()).isEqualTo(4);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesOfOthersStay() throws IOException {
    Files.createFile(folder.resolve("jmh123"));
    Files.createFile(folder.resolve("jmhproperties"));
    Files.createFile(folder.resolve("ajmh1stdout"));
    Files.createDirectory(folder.resolve("jmh9stdout"));
    new AbandonedFiles(folder, List.of()).delete();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("jmh123", "jmhproperties", "ajmh1stdout", "jmh9stdout");
  }

  @Test
  void nothingIsDeletedWhileTheLockIsHeld() throws IOException {
    Path lock = Files.createFile(folder.resolve("jmh.lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      assertThat(new AbandonedFiles(folder, List.of()).delete()).isZero();
    }
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void nothingIsDeletedBesideAForkOrAJvmThatIgnoresTheLock() {
    for (String other :
        List.of(
            "java -cp a.jar org.openjdk.jmh.runner.ForkedMain 127.0.0.1 40000",
            "java -Djmh.ignoreLock=true -jar a.jar")) {
      assertThat(new AbandonedFiles(folder, List.of(other)).delete()).isZero();
    }
    assertThat(folder.toFile().list()).hasSize(4);
  }
}
