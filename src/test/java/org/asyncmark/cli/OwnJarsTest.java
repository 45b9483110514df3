package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJarsTest {
  private static final String SERVICES = "META-INF/services/org.asyncmark.pattern.PatternBenchmark";

  @TempDir private Path folder;

  @Test
  void jarsAreTakenOutOfACommandLineAndStandBehindTheClassPath() throws IOException {
    Path one = jar("one.jar", "pom.xml");
    Path two = jar("two.jar", SERVICES);
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

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath=")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--classpath wants a jar or a folder of classes, got none");
  }

  @Test
  void aFileThatIsNotAJarIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", text.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--classpath wants a jar or a folder of classes, cannot read "
                + text
                + ": zip END header not found");
  }

  @Test
  void jarsWithoutAPatternAreRefused() throws IOException {
    Path jar = jar("library.jar", "pom.xml");
    assertThatThrownBy(() -> OwnJars.of(List.of("list", "--classpath", jar + "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--classpath wants a jar that names a pattern in META-INF/services/"
                + "org.asyncmark.pattern.PatternBenchmark, found none in ["
                + jar
                + "]");
  }

  @Test
  void aFolderOfClassesMayNameThePattern() throws IOException {
    Path services = folder.resolve(SERVICES);
    Files.createDirectories(services.getParent());
    Files.createFile(services);
    assertThat(OwnJars.of(List.of("list", "--classpath", folder + "")).jars())
        .containsExactly(folder);
  }

  private Path jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(entry));
    }
    return jar;
  }
}
