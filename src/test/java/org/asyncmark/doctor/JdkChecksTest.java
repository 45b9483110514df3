package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Unusable;
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
        "Vendor",
        Jdk.HOT_SPOT);
  }

  private static List<DoctorFinding> check(List<Jdk> usable, Unusable... unusable) {
    return JdkChecks.check(new InstalledJdks(usable, List.of(unusable), Map.of()));
  }

  @Test
  void everyJdkIsNamedByItsFullBuild() {
    assertThat(check(List.of(JDK_17, JDK_21)))
        .containsExactly(
            DoctorFinding.ok("JDK 17", "17.0.17+10 Vendor in /jdk-17"),
            DoctorFinding.ok("JDK 21", "21.0.8+9-LTS Vendor in /jdk-21"));
  }

  @Test
  void aKnownBugFollowsItsJdk() {
    assertThat(check(List.of(JDK_17, jdk(25, "25.0.3+9-LTS"))))
        .extracting(DoctorFinding::level, DoctorFinding::subject)
        .containsExactly(
            tuple(DoctorFinding.Level.OK, "JDK 17"),
            tuple(DoctorFinding.Level.OK, "JDK 25"),
            tuple(DoctorFinding.Level.WARN, "JDK 25"));
  }

  @Test
  void aBugThatAShortForkHardlyMeetsIsNoted() {
    assertThat(check(List.of(jdk(17, "17.0.15+6"))))
        .contains(
            DoctorFinding.note(
                "JDK 17",
                "17.0.15+6 Vendor has JDK-8330017: a ForkJoinPool that has run for weeks may stop"
                    + " taking tasks; forks end long before; use 17.0.17 or newer"));
  }

  @Test
  void aMachineWithoutJdksIsWarned() {
    assertThat(check(List.of()))
        .containsExactly(
            DoctorFinding.warn(
                "JDKs", "no JDK 17 or newer found; install one, for example 17 and 25"));
  }

  @Test
  void aMachineWithOneJdkHasNoneToCompareWith() {
    assertThat(check(List.of(JDK_21)))
        .contains(
            DoctorFinding.note(
                "JDKs",
                "one JDK found, so there is none to compare with; install another, or name its"
                    + " folder with --jdk-home NAME=DIR"));
  }

  @Test
  void aMachineWithOldJdksHasNoVirtualModel() {
    assertThat(check(List.of(JDK_17, jdk(20, "20.0.2+9"))))
        .contains(
            DoctorFinding.note(
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
            DoctorFinding.note(
                "JDKs",
                "/opt/jdk cannot be used: it does not start: no libjvm; runs do without it"));
  }
}
