package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.Test;

class InstalledJdksTest {
  private static final InstalledJdks FOUR =
      InstalledJdks.of(
          List.of(
              jdk("a", 25, "25.0.2+10-LTS"),
              jdk("b", 17, "17.0.15+6-Debian"),
              jdk("c", 25, "25.0.10+3-LTS"),
              jdk("d", 26, "26-ea+5")),
          List.of(),
          Map.of());

  private static Jdk jdk(String folder, int feature, String build) {
    return jdk(folder, feature, build, "Some Vendor");
  }

  private static Jdk jdk(String folder, int feature, String build, String vendor) {
    Path home = Path.of("/jdks", folder);
    return new Jdk("x", home, home.resolve("bin/java"), feature, build, vendor, Jdk.HOT_SPOT);
  }

  private static List<String> builds(String... names) {
    return FOUR.select(List.of(names)).stream().map(Jdk::build).toList();
  }

  @Test
  void buildsAreOrderedByReleaseAndThenNewestFirst() {
    assertThat(FOUR.usable())
        .extracting(Jdk::build)
        .containsExactly("17.0.15+6-Debian", "25.0.10+3-LTS", "25.0.2+10-LTS", "26-ea+5");
  }

  @Test
  void onlyTheNewestBuildHasTheNameOfItsRelease() {
    assertThat(FOUR.usable())
        .extracting(Jdk::name)
        .containsExactly("17", "25", "25.0.2_10-LTS", "26");
  }

  @Test
  void theSameBuildOfTwoVendorsHasTwoNames() {
    InstalledJdks same =
        InstalledJdks.of(
            List.of(
                jdk("a", 25, "25.0.3+9", "Alpha"),
                jdk("b", 25, "25.0.3+9", "Beta, Inc."),
                jdk("c", 25, "25.0.3+9", "Beta, Inc."),
                jdk("d", 25, "25.0.3+9", "Beta, Inc.")),
            List.of(),
            Map.of());
    assertThat(same.usable())
        .extracting(Jdk::name)
        .containsExactly("25", "25.0.3_9", "25.0.3_9-beta_inc.", "25.0.3_9-beta_inc.-2");
  }

  @Test
  void withoutNamesTheNewestBuildOfEveryReleaseIsTaken() {
    assertThat(builds()).containsExactly("17.0.15+6-Debian", "25.0.10+3-LTS", "26-ea+5");
  }

  @Test
  void aReleaseStandsForItsNewestBuild() {
    assertThat(builds("25", "17")).containsExactly("25.0.10+3-LTS", "17.0.15+6-Debian");
  }

  @Test
  void anOlderBuildIsChosenByNameBuildOrVersion() {
    assertThat(builds("25.0.2_10-LTS")).containsExactly("25.0.2+10-LTS");
    assertThat(builds("25.0.2+10-LTS")).containsExactly("25.0.2+10-LTS");
    assertThat(builds("25.0.2")).containsExactly("25.0.2+10-LTS");
  }

  @Test
  void theSameJdkTwiceIsTakenOnce() {
    assertThat(builds("25", "25.0.10")).containsExactly("25.0.10+3-LTS");
  }

  @Test
  void anUnknownNameIsRefusedWithTheChoices() {
    assertThatThrownBy(() -> builds("99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown JDK '99'; found 17 (17.0.15+6-Debian), 25 (25.0.10+3-LTS),"
                + " 25.0.2_10-LTS (25.0.2+10-LTS), 26 (26-ea+5)");
  }

  @Test
  void anUnknownNameOnAMachineWithoutJdksIsRefused() {
    assertThatThrownBy(() -> InstalledJdks.of(List.of(), List.of(), Map.of()).select(List.of("17")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown JDK '17'; found none");
  }

  @Test
  void aMachineWithoutJdksCannotRun() {
    assertThatThrownBy(() -> InstalledJdks.of(List.of(), List.of(), Map.of()).select(List.of()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted JDK 17 or newer, found none; install one, or name its folder with --jdk-home"
                + " NAME=DIR");
  }

  @Test
  void unusableFoldersAreOrderedByPath() {
    Unusable a = new Unusable(Path.of("/a"), "has no bin/java");
    Unusable b = new Unusable(Path.of("/b"), "has no bin/java");
    assertThat(InstalledJdks.of(List.of(), List.of(b, a), Map.of()).unusable())
        .containsExactly(a, b);
  }

  @Test
  void theSameBuildOfOneVendorIsToldApartByTheKindOfItsJvm() {
    Jdk hotSpot = jdk("a", 21, "21.0.4+7", "IBM");
    Jdk other = jdk("b", 21, "21.0.4+7", "IBM");
    Jdk openJ9 =
        new Jdk("x", Path.of("/c"), Path.of("/c/bin/java"), 21, "21.0.4+7", "IBM", "OpenJ9");
    assertThat(InstalledJdks.of(List.of(openJ9, hotSpot, other), List.of(), Map.of()).usable())
        .extracting(Jdk::name)
        .containsExactly("21", "21.0.4_7", "21.0.4_7-ibm-openj9");
  }
}
