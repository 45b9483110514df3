package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
    place = new JdkPlaces.Place(home, home.resolve("bin/java"));
  }

  private Probed probed(int exitCode, String output) throws InterruptedException {
    return new JdkProbe(java -> new Ask.Answer(true, exitCode, output)).probe(place);
  }

  @Test
  void aJdkThatAnswersIsUsable() throws Exception {
    assertThat(probed(0, FakeJdks.settings(home, "25.0.3+9-LTS", "Eclipse Adoptium")))
        .isEqualTo(
            new Jdk("25", home, home.resolve("bin/java"), 25, "25.0.3+9-LTS", "Eclipse Adoptium"));
  }

  @Test
  void theJdkSaysWhereItIs() throws Exception {
    JdkPlaces.Place launcher =
        new JdkPlaces.Place(folder, FakeJdks.script(folder, "").resolve("bin/java"));
    String settings = FakeJdks.settings(home, "17+35", "V");
    assertThat(new JdkProbe(java -> new Ask.Answer(true, 0, settings)).probe(launcher))
        .isEqualTo(new Jdk("17", home, home.resolve("bin/java"), 17, "17+35", "V"));
  }

  @Test
  void aFolderWithoutJavaIsNotAsked() throws Exception {
    JdkPlaces.Place empty = new JdkPlaces.Place(folder, folder.resolve("bin/java"));
    JdkProbe probe =
        new JdkProbe(
            java -> {
              throw new AssertionError("asked");
            });
    assertThat(probe.probe(empty)).isEqualTo(new Unusable(folder, "has no bin/java"));
  }

  @Test
  void aJavaThatCannotBeStartedSaysWhy() throws Exception {
    JdkProbe probe =
        new JdkProbe(
            java -> {
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
    assertThat(new JdkProbe(java -> new Ask.Answer(false, -1, "")).probe(place))
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
}
