package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbandonedFilesTest {
  private static final Instant MADE = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = MADE.plusMillis(1);

  @TempDir Path folder;

  @BeforeEach
  void leaveFiles() throws IOException {
    for (String suffix : List.of("compilecommand", "properties", "stderr", "stdout")) {
      make("jmh123" + suffix);
    }
  }

  @Test
  void filesOfADriverThatIsGoneAreDeleted() throws IOException {
    Files.createFile(folder.resolve("jmh.lock"));
    assertThat(abandoned(LATER).delete()).isEqualTo(4);
    assertThat(folder.toFile().list()).containsExactly("jmh.lock");
  }

  @Test
  void aFolderWithoutALockIsClearedToo() {
    assertThat(abandoned(LATER).delete()).isEqualTo(4);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatALivingJvmMayHaveMadeStaysAlthoughTheLockIsFree() throws IOException {
    Files.createFile(folder.resolve("jmh.lock"));
    assertThat(abandoned(MADE).delete()).isZero();
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void whatThisJvmMadeStays() throws IOException {
    Path own = Files.createTempFile("jmh123", "stdout");
    Path ofJmh = Files.move(own, own.resolveSibling("jmh" + System.nanoTime() + "stdout"));
    try {
      AbandonedFiles.ofThisMachine().delete();
      assertThat(ofJmh).exists();
    } finally {
      Files.deleteIfExists(ofJmh);
    }
  }

  @Test
  void filesOfOthersStay() throws IOException {
    make("jmh123");
    make("jmhproperties");
    make("ajmh1stdout");
    Files.createDirectory(folder.resolve("jmh9stdout"));
    abandoned(Instant.MAX).delete();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("jmh123", "jmhproperties", "ajmh1stdout", "jmh9stdout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asyncmark-profiler123", "asyncmark-probe123"})
  void aFolderOfAProfileThatIsGoneIsDeletedWithWhatIsInIt(String name) throws IOException {
    Path left = Files.createDirectory(folder.resolve(name));
    Files.createFile(left.resolve("libasyncProfiler.so"));
    Files.setLastModifiedTime(left, FileTime.from(MADE));

    abandoned(LATER).delete();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLinkThatIsCalledLikeAFolderOfOursStays() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("asyncmark-profiler1"), elsewhere);

    abandoned(Instant.MAX).delete();

    assertThat(link).isSymbolicLink();
  }

  @Test
  void nothingIsDeletedWhileAnotherHoldsTheLock() throws IOException {
    Path lock = Files.createFile(folder.resolve("jmh.lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      assertThat(abandoned(LATER).delete()).isZero();
    }
    assertThat(folder.toFile().list()).hasSize(5);
  }

  @Test
  void theLockOfThisJvmIsHeldAfterwards() throws Exception {
    Path lock = Files.createFile(folder.resolve("jmh.lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
      assertThat(new AbandonedFiles(folder, LATER, true).delete()).isEqualTo(4);
      assertThat(lockedElsewhere(lock)).isTrue();
    }
    assertThat(lockedElsewhere(lock)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/bin/java -cp a.jar org.openjdk.jmh.runner.ForkedMain 127.0.0.1 40000",
        "/usr/bin/java -jar asyncmark.jar run",
        "/usr/lib/jvm/java-25/bin/java -Djava.io.tmpdir=/tmp/ -jar a.jar",
        "/usr/bin/java -Djava.io.tmpdir=here -jar a.jar"
      })
  void aJvmMayUseTheUsualFolder(String commandLine) {
    assertThat(AbandonedFiles.mayUse(commandLine, Path.of("/tmp"), false)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/java -Djava.io.tmpdir=/own -jar a.jar, true",
    "/usr/bin/java -Djava.io.tmpdir=/other -jar a.jar, false",
    "/usr/bin/java -jar a.jar, false",
    "/usr/bin/sleep 1, false"
  })
  void aFolderThatIsNamedIsUsedByThoseWhoNameIt(String commandLine, boolean uses) {
    assertThat(AbandonedFiles.mayUse(commandLine, Path.of("/own"), true)).isEqualTo(uses);
  }

  @Test
  void aCommandLineThatIsCutOffMayNameAnyFolder() {
    String line = "/usr/bin/java -cp " + "a.jar:".repeat(700);
    assertThat(AbandonedFiles.mayUse(line, Path.of("/own"), true)).isTrue();
  }

  private AbandonedFiles abandoned(Instant oldestUser) {
    return new AbandonedFiles(folder, oldestUser, false);
  }

  private void make(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.from(MADE));
  }

  /** Tells what another process sees of a lock: within a JVM Java keeps a book of its own. */
  private static boolean lockedElsewhere(Path lock) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process other =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockProbe.class.getName(),
                lock.toString())
            .inheritIO()
            .start();
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return other.exitValue() == LockProbe.HELD;
  }
}
