package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJarsTest {
  @TempDir private Path folder;

  @Test
  void jarsAreTakenOutOfACommandLineAndStandBehindTheClassPath() throws IOException {
    Path one = Files.createFile(folder.resolve("one.jar"));
    Path two = Files.createFile(folder.resolve("two.jar"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    OwnJars own =
        OwnJars.of(
            List.of(
                "run",
                "--classpath",
                one + File.pathSeparator + two,
                "--rounds",
                "2",
                "--classpath=" + classes));
    assertThat(own.jars()).containsExactly(one, two, classes);
    assertThat(own.rest()).containsExactly("run", "--rounds", "2");
    assertThat(own.behind("main.jar"))
        .isEqualTo(String.join(File.pathSeparator, "main.jar", one + "", two + "", classes + ""));
  }

  @Test
  void plainJmhKeepsItsWords() {
    List<String> words = List.of("jmh", "--classpath", "nowhere.jar");
    assertThat(OwnJars.of(words).rest()).isEqualTo(words);
    assertThat(OwnJars.of(words).jars()).isEmpty();
  }

  @Test
  void aJarThatIsNotThereIsRefused() {
    Path nowhere = folder.resolve("nowhere.jar");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", nowhere.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--classpath wants a jar or a folder of classes, found none at " + nowhere);
  }
}
