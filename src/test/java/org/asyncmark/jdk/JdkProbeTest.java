package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkProbeTest {
  @TempDir Path folder;
  private Path home;
  private JdkPlaces.Place place;

  @BeforeEach
  void makeJdk() throws IOException {
    home = FakeJdks.script(folder.resolve("jdk"), "");
    place = new JdkPlaces.Place(home, home.resolve("bin/java"), "PATH");
  }

  private Probed probed(int exitCode, String output) throws InterruptedException {
    return new JdkProbe((java, options) -> new Ask.Answer(true, exitCode, output)).probe(place);
  }

  @Test
  void aJdkThatAnswersIsUsable() throws Exception {
    assertThat(probed(0, FakeJdks.settings(home, "25.0.3+9-LTS", "Eclipse Adoptium")))
        .isEqualTo(
            new Jdk(
                "25",
                home,
                home.resolve("bin/java"),
                25,
                "25.0.3+9-LTS",
                "Eclipse Adoptium",
                Jdk.HOT_SPOT));
  }

  @Test
  void theJdkSaysWhereItIs() throws Exception {
    JdkPlaces.Place launcher =
        new JdkPlaces.Place(folder, FakeJdks.script(folder, "").resolve("bin/java"), "PATH");
    String settings = FakeJdks.settings(home, "17+35", "V");
    assertThat(new JdkProbe((java, options) -> new Ask.Answer(true, 0, settings)).probe(launcher))
        .isEqualTo(new Jdk("17", home, home.resolve("bin/java"), 17, "17+35", "V", Jdk.HOT_SPOT));
  }

  @Test
  void flagsThatAJdkRefusesAreRefusedInItsWords() throws Exception {
    JdkProbe probe =
        new JdkProbe(
            (java, options) ->
                new Ask.Answer(
                    true,
                    options.equals(List.of("-Xmx1g", "-XX:+No", "-version")) ? 1 : 0,
                    "Picked up JAVA_OPTIONS\nUnrecognized VM option 'No'\nError: no machine\n"));
    assertThat(probe.refusal(place.java(), List.of("-Xmx1g", "-XX:+No")))
        .contains("Unrecognized VM option 'No'");
    assertThat(probe.refusal(place.java(), List.of("-Xmx1g"))).isEmpty();
  }

  @Test
  void theReasonBehindAnErrorOfTheStartIsTold() throws Exception {
    String said = "Error occurred during initialization of VM\nMultiple collectors selected\n";
    JdkProbe probe = new JdkProbe((java, options) -> new Ask.Answer(true, 1, said));
    assertThat(probe.refusal(place.java(), List.of())).contains("Multiple collectors selected");
  }

  @Test
  void aFolderWithoutJavaIsNotAsked() throws Exception {
    JdkPlaces.Place empty = new JdkPlaces.Place(folder, folder.resolve("bin/java"), "PATH");
    JdkProbe probe =
        new JdkProbe(
            (java, options) -> {
              throw new AssertionError("asked");
            });
    assertThat(probe.probe(empty)).isEqualTo(new Unusable(folder, "has no bin/java"));
  }

  @Test
  void aJavaThatCannotBeStartedSaysWhy() throws Exception {
    JdkProbe probe =
        new JdkProbe(
            (java, options) -> {
              throw new IOException("Cannot run program: error=8, Exec format error");
            });
    assertThat(probe.probe(place))
        .isEqualTo(
            new Unusable(home, "does not start: Cannot run program: error=8, Exec format error"));
  }

  @Test
  void aJavaThatFailsIsQuotedWithItsFirstLine() throws Exception {
    String output =
        "Picked up JAVA_OPTIONS: x\n\n  Error: could not find libjvm.so\nError: no VM\n";
    assertThat(probed(1, output))
        .isEqualTo(new Unusable(home, "does not start: Error: could not find libjvm.so"));
  }

  @Test
  void aJavaThatFailsInSilenceHasAnExitCode() throws Exception {
    assertThat(probed(139, "")).isEqualTo(new Unusable(home, "does not start: exit code 139"));
  }

  @Test
  void aProgramThatIsNoJavaIsUnusable() throws Exception {
    assertThat(probed(0, "Python 3.11.2\n"))
        .isEqualTo(new Unusable(home, "does not start: Python 3.11.2"));
  }

  @Test
  void aJavaThatHangsIsUnusable() throws Exception {
    assertThat(new JdkProbe((java, options) -> new Ask.Answer(false, -1, "")).probe(place))
        .isEqualTo(new Unusable(home, "gave no answer in time and was killed"));
  }

  @Test
  void aReleaseOlderThan17IsUnusable() throws Exception {
    assertThat(probed(0, FakeJdks.settings(home, "1.8.0_392-b08", "Oracle")))
        .isEqualTo(new Unusable(home, "is older than 17: 1.8.0_392-b08 Oracle"));
  }

  @Test
  void aVersionThatIsNoneIsUnusable() throws Exception {
    assertThat(probed(0, FakeJdks.settings(home, "internal", "V")))
        .isEqualTo(new Unusable(home, "has a version that is none: internal"));
  }

  private Probed probed(String settings, String modules) throws InterruptedException {
    return new JdkProbe(
            (java, options) ->
                new Ask.Answer(true, 0, options.contains("--list-modules") ? modules : settings))
        .probe(place);
  }

  @Test
  void aRuntimeWhoseFileListsTooFewModulesIsUnusable() throws Exception {
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nMODULES=\"java.base java.logging\"\n");
    assertThat(probed(FakeJdks.settings(home, "25.0.3+9", "V"), "java.base@25.0.3\n"))
        .isEqualTo(
            new Unusable(
                home,
                "lacks java.management, jdk.management, jdk.unsupported, which forks and the backend"
                    + " need"));
  }

  @Test
  void aRuntimeWhoseFileIsSilentIsAskedForItsModules() throws Exception {
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    String settings = FakeJdks.settings(home, "25.0.3+9", "V");
    assertThat(
            probed(
                settings,
                "java.base@25.0.3\njava.management@25.0.3\njdk.management@25.0.3\n"
                    + "jdk.unsupported@25.0.3\njava.logging.not@25.0.3\n"))
        .isEqualTo(new Unusable(home, "lacks java.logging, which forks and the backend need"));
    assertThat(
            probed(
                settings,
                "java.base@25\njava.logging@25\njava.management@25\njdk.management@25\n"
                    + "jdk.unsupported@25\n"))
        .isInstanceOf(Jdk.class);
  }

  @Test
  void aJdkWhoseFileListsItsModulesIsAskedOnce() throws Exception {
    List<List<String>> asked = new ArrayList<>();
    String settings = FakeJdks.settings(home, "25.0.3+9", "V");
    JdkProbe probe =
        new JdkProbe(
            (java, options) -> {
              asked.add(options);
              return new Ask.Answer(true, 0, settings);
            });
    assertThat(probe.probe(place)).isInstanceOf(Jdk.class);
    assertThat(asked).containsExactly(List.of("-XshowSettings:properties", "-version"));
  }

  @Test
  void theKindOfJvmIsKept() throws Exception {
    String settings =
        FakeJdks.settings(home, "21.0.4+7", "IBM Corporation")
            + "    java.vm.name = Eclipse OpenJ9 VM\n";
    assertThat(probed(0, settings)).extracting("vm").isEqualTo("OpenJ9");
  }
}
