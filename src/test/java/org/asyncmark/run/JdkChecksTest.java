package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JdkChecksTest {
  private static final Jdk JDK_17 = jdk(17, "17.0.17+10");
  private static final Jdk JDK_21 = jdk(21, "21.0.8+9-LTS");

  private static Jdk jdk(int feature, String build) {
    return new Jdk(
        Integer.toString(feature),
        Path.of("/jdk-" + feature),
        Path.of("/jdk-" + feature + "/bin/java"),
        feature,
        build,
        "Vendor");
  }

  private static List<Finding> check(List<Jdk> usable, Unusable... unusable) {
    return JdkChecks.check(new InstalledJdks(usable, List.of(unusable), Map.of()));
  }

  @Test
  void everyJdkIsNamedByItsFullBuild() {
    assertThat(check(List.of(JDK_17, JDK_21)))
        .containsExactly(
            Finding.ok("JDK 17", "17.0.17+10 Vendor in /jdk-17"),
            Finding.ok("JDK 21", "21.0.8+9-LTS Vendor in /jdk-21"));
  }

  @Test
  void aKnownBugFollowsItsJdk() {
    assertThat(check(List.of(JDK_17, jdk(25, "25.0.3+9-LTS"))))
        .extracting(Finding::level, Finding::subject)
        .containsExactly(
            tuple(Finding.Level.OK, "JDK 17"),
            tuple(Finding.Level.OK, "JDK 25"),
            tuple(Finding.Level.WARN, "JDK 25"));
  }

  @Test
  void aMachineWithoutJdksIsWarned() {
    assertThat(check(List.of()))
        .containsExactly(
            Finding.warn("JDKs", "no JDK 17 or newer found; install one, for example 17 and 25"));
  }

  @Test
  void aMachineWithOneJdkHasNoneToCompareWith() {
    assertThat(check(List.of(JDK_21)))
        .contains(
            Finding.note(
                "JDKs",
                "one JDK found, so there is none to compare with; install another, or name its"
                    + " folder with --jdk-home NAME=DIR"));
  }

  @Test
  void aMachineWithOldJdksHasNoVirtualModel() {
    assertThat(check(List.of(JDK_17, jdk(20, "20.0.2+9"))))
        .contains(
            Finding.note(
                "JDKs",
                "no JDK 21 or newer found, so the virtual model is n/a; install one to have it"));
  }

  @Test
  void aFolderThatCannotBeUsedIsNotedWithTheReason() {
    assertThat(
            check(
                List.of(JDK_17, JDK_21),
                new Unusable(Path.of("/opt/jdk"), "does not start: no libjvm")))
        .contains(
            Finding.note(
                "JDKs",
                "/opt/jdk cannot be used: it does not start: no libjvm; runs do without it"));
  }
}
