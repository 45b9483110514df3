package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkPlacesTest {
  @TempDir Path folder;
  private Path root;
  private Path home;
  private Path running;

  @BeforeEach
  void makeFolders() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    home = Files.createDirectories(folder.resolve("home"));
    running = FakeJdks.script(folder.resolve("running"), "");
  }

  private List<Path> found(Map<String, String> environment) {
    return new JdkPlaces(environment, root, home, running, false)
        .candidates().stream().map(JdkPlaces.Place::home).toList();
  }

  @Test
  void theRunningJdkIsFoundFirst() {
    assertThat(found(Map.of())).containsExactly(running);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/java-17",
        "usr/lib64/jvm/java-17",
        "usr/java/jdk-17",
        "usr/local/openjdk-17",
        "opt/jdk-17",
        "opt/java/openjdk",
        "opt/jdk/17",
        "Library/Java/JavaVirtualMachines/zulu-17.jdk/Contents/Home",
        "opt/homebrew/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home",
        "usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home",
      })
  void foldersOfTheSystemAreSearched(String path) throws IOException {
    FakeJdks.script(root.resolve(path), "");
    assertThat(found(Map.of())).containsExactly(running, root.resolve(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".jdks/temurin-17",
        ".sdkman/candidates/java/17.0.9-tem",
        ".asdf/installs/java/temurin-17",
        ".local/share/mise/installs/java/17",
        ".jabba/jdk/17",
        ".gradle/jdks/temurin-17",
        ".gradle/jdks/temurin-17/jdk-17.0.9+9",
        "Library/Java/JavaVirtualMachines/openjdk-17/Contents/Home",
      })
  void foldersOfTheUserAreSearched(String path) throws IOException {
    FakeJdks.script(home.resolve(path), "");
    assertThat(found(Map.of())).containsExactly(running, home.resolve(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JAVA_HOME", "JDK_HOME", "JAVA_HOME_17_X64", "JAVA17_HOME", "JDK_17", "JDK17"})
  void aFolderThatTheEnvironmentNamesIsACandidateEvenIfItIsNone(String variable) {
    assertThat(found(Map.of(variable, "/nowhere/jdk")))
        .containsExactly(running, Path.of("/nowhere/jdk"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MY_JAVA_HOME", "JAVA_HOME_OLD", "JDK_HOMES", "JAVA_OPTS"})
  void otherVariablesAreNotPlaces(String variable) {
    assertThat(found(Map.of(variable, "/nowhere/jdk"))).containsExactly(running);
  }

  @Test
  void everyJavaOnThePathIsFollowedToItsHome() throws IOException {
    Path jdk = FakeJdks.script(folder.resolve("jdk"), "");
    Path bin = Files.createDirectories(folder.resolve("usr-bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    assertThat(found(Map.of("PATH", "/nowhere:" + bin + "::"))).containsExactly(running, jdk);
  }

  @Test
  void aFolderWithoutJavaAndReleaseIsNoCandidate() throws IOException {
    Files.createDirectories(root.resolve("usr/lib/jvm/openjdk-17"));
    assertThat(found(Map.of())).containsExactly(running);
  }

  @Test
  void aJdkThatLostItsJavaIsACandidate() throws IOException {
    Path broken = FakeJdks.script(root.resolve("usr/lib/jvm/broken"), "");
    Files.delete(broken.resolve("bin/java"));
    assertThat(found(Map.of())).containsExactly(running, root.resolve("usr/lib/jvm/broken"));
  }

  @Test
  void aProgramInOptWithAJavaButNoReleaseIsLeftAlone() throws IOException {
    Path program = FakeJdks.script(root.resolve("opt/program"), "");
    Files.delete(program.resolve("release"));
    assertThat(found(Map.of())).containsExactly(running);
  }

  @Test
  void windowsKeepsJdksUnderTheirVendorsFolders() throws IOException {
    Path jdk = folder.resolve("Program Files/Eclipse Adoptium/jdk-17.0.9.9-hotspot");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("bin/java.exe"), "");
    Map<String, String> environment =
        Map.of("ProgramFiles", folder.resolve("Program Files").toString());
    assertThat(new JdkPlaces(environment, root, home, running, true).candidates())
        .contains(new JdkPlaces.Place(jdk, jdk.resolve("bin/java.exe")));
  }

  @Test
  void aTildeStandsForTheHomeFolder() {
    JdkPlaces places = new JdkPlaces(Map.of(), root, home, running, false);
    assertThat(places.expand("~/jdk")).isEqualTo(home.resolve("jdk"));
  }
}
