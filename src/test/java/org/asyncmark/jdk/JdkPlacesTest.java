package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        ".jenv/versions/17",
        ".jbang/cache/jdks/17.0.9",
        ".m2/jdks/17",
        ".cache/coursier/jvm/temurin@1.17",
        ".cache/coursier/arc/https/example.org/a/b/releases/download/17%2B1/17.tar.gz/jdk-17+1",
        "Library/Caches/Coursier/arc/https/example.org/17.tar.gz/jdk-17.jdk/Contents/Home",
      })
  void foldersOfTheUserAreSearched(String path) throws IOException {
    FakeJdks.script(home.resolve(path), "");
    assertThat(found(Map.of())).containsExactly(running, home.resolve(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JAVA_HOME",
        "JDK_HOME",
        "JAVA_HOME_17_X64",
        "JAVA17_HOME",
        "JDK_17",
        "JDK17",
        "JDK_HOME_19",
        "JAVA_HOME_21_arm64",
        "JAVA_HOME_TEMURIN_21",
        "GRAALVM_HOME",
        "JDK_17_0_x64"
      })
  void aFolderThatTheEnvironmentNamesIsACandidateEvenIfItIsNone(String variable) {
    assertThat(found(Map.of(variable, "/nowhere/jdk")))
        .containsExactly(running, Path.of("/nowhere/jdk"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MY_JAVA_HOME",
        "JAVA_HOME_OLD",
        "JDK_HOMES",
        "JAVA_OPTS",
        "JAVA_17_OPTS",
        "GRAALVM_HOME_OLD"
      })
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
        .contains(new JdkPlaces.Place(jdk, jdk.resolve("bin/java.exe"), "ProgramFiles"));
  }

  @Test
  void aTildeStandsForTheHomeFolder() {
    JdkPlaces places = new JdkPlaces(Map.of(), root, home, running, false);
    assertThat(places.expand("~/jdk")).isEqualTo(home.resolve("jdk"));
  }

  @ParameterizedTest
  @CsvSource({
    "SDKMAN_CANDIDATES_DIR, java/17.0.9-tem",
    "SDKMAN_DIR, candidates/java/17.0.9-tem",
    "ASDF_DATA_DIR, installs/java/temurin-17",
    "MISE_DATA_DIR, installs/java/17",
    "XDG_DATA_HOME, mise/installs/java/17",
    "JABBA_HOME, jdk/17",
    "JENV_ROOT, versions/17",
    "JBANG_DIR, cache/jdks/17",
    "JBANG_CACHE_DIR, jdks/17",
    "JBANG_CACHE_DIR_JDKS, 17",
    "GRADLE_USER_HOME, jdks/temurin-17/jdk-17.0.9+9",
    "COURSIER_CACHE, jvm/temurin@17",
    "COURSIER_JVM_CACHE, temurin@17",
    "COURSIER_ARCHIVE_CACHE, https/example.org/17.tar.gz/jdk-17",
    "RUNNER_TOOL_CACHE, Java_Temurin-Hotspot_jdk/17.0.9-9/x64",
    "RUNNER_TOOL_CACHE, Java_Zulu_jdk/17.0.9-9/arm64/Contents/Home",
    "AGENT_TOOLSDIRECTORY, Java_Temurin-Hotspot_jdk/17.0.9-9/x64",
  })
  void theFolderThatAVariableMovesIsSearched(String variable, String path) throws IOException {
    Path moved = folder.resolve("moved");
    FakeJdks.script(moved.resolve(path), "");
    assertThat(
            new JdkPlaces(Map.of(variable, moved.toString()), root, home, running, false)
                .candidates())
        .extracting(JdkPlaces.Place::home, JdkPlaces.Place::origin)
        .containsExactly(tuple(running, "the running Java"), tuple(moved.resolve(path), variable));
  }

  @Test
  void whatLiesBesideTheFolderThatCoursierDownloadsToIsSearched() throws IOException {
    Path jdk = FakeJdks.script(folder.resolve("moved/jvm/temurin@17"), "");
    assertThat(found(Map.of("COURSIER_CACHE", folder.resolve("moved/v1").toString())))
        .containsExactly(running, folder.resolve("moved/jvm/temurin@17"));
    assertThat(jdk).isDirectory();
  }

  @Test
  void whatLiesInsideAJdkIsNoCandidate() throws IOException {
    Path jdk = FakeJdks.script(home.resolve(".gradle/jdks/temurin-17"), "");
    FakeJdks.script(jdk.resolve("jre"), "");
    assertThat(found(Map.of())).containsExactly(running, home.resolve(".gradle/jdks/temurin-17"));
  }

  private JdkPlaces withToolchains(String text) throws IOException {
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(home.resolve(".m2/toolchains.xml"), text);
    return new JdkPlaces(Map.of("JDKS", "/some/jdks"), root, home, running, false);
  }

  @Test
  void theJdksOfMavensToolchainsAreCandidates() throws IOException {
    JdkPlaces places =
        withToolchains(
            """
            <?xml version="1.0"?>
            <toolchains xmlns="http://maven.apache.org/TOOLCHAINS/1.1.0">
              <toolchain>
                <type>jdk</type>
                <configuration><jdkHome>${env.JDKS}/17 &amp; more</jdkHome></configuration>
              </toolchain>
              <toolchain>
                <configuration><jdkHome>
                  ${user.home}/jdk
                </jdkHome></configuration>
              </toolchain>
            </toolchains>
            """);
    assertThat(places.candidates())
        .extracting(JdkPlaces.Place::home, JdkPlaces.Place::origin)
        .containsExactly(
            tuple(running, "the running Java"),
            tuple(Path.of("/some/jdks/17 & more"), "~/.m2/toolchains.xml"),
            tuple(home.resolve("jdk"), "~/.m2/toolchains.xml"));
    assertThat(places.unreadable()).isEmpty();
  }

  @Test
  void aToolchainsFileThatCouldNameOtherFilesIsNotRead() throws IOException {
    JdkPlaces places =
        withToolchains(
            """
            <!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/hostname">]>
            <t><jdkHome>&e;</jdkHome></t>
            """);
    assertThat(places.candidates()).hasSize(1);
    assertThat(places.unreadable())
        .singleElement()
        .satisfies(
            none -> {
              assertThat(none.home()).isEqualTo(home.resolve(".m2/toolchains.xml"));
              assertThat(none.reason()).startsWith("cannot be read: DOCTYPE is disallowed");
            });
  }
}
