package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForkFlagsTest {
  @Test
  void aUsersFlagsStandBehindOursSoThatTheyWin() {
    assertThat(ForkFlags.with(List.of("-Xmx2g", "-Dx=y")))
        .startsWith("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
        .endsWith("-Xmx2g", "-Dx=y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseG1GC",
        "-XX:+UseZGC",
        "-XX:+UseShenandoahGC",
        "-XX:+UseEpsilonGC"
      })
  void ourCollectorGivesWayToOneThatIsNamed(String collector) {
    assertThat(ForkFlags.with(List.of(collector)))
        .filteredOn(flag -> flag.endsWith("GC"))
        .containsExactly(collector);
  }

  @Test
  void aFlagThatOnlyEndsLikeACollectorLeavesOursInPlace() {
    assertThat(ForkFlags.with(List.of("-XX:+UseMaximumCompactionOnSystemGC")))
        .contains("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @flags.txt | the manifest is to name every flag; give those of the file themselves
          -XX:Flags=.hotspotrc | the manifest is to name every flag; give those of the file themselves
          -XX:VMOptionsFile=more | the manifest is to name every flag; give those of the file themselves
          -cp | a fork runs the classes of this jar; leave it out
          --class-path=x.jar | a fork runs the classes of this jar; leave it out
          -Xbootclasspath/a:x.jar | a fork runs the classes of this jar; leave it out
          -XX:ActiveProcessorCount=1 | the CPUs of a fork are in every label; use --cpus
          -Dasyncmark.cpus=0 | each fork has its own; leave it out
          Xmx64m | a flag begins with '-', and " goes around one with spaces
          """)
  void aFlagThatWouldBeLostIsRefused(String flag, String reason) {
    assertThatThrownBy(() -> ForkFlags.check(List.of("-Xms8m", flag)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flag '" + flag + "' of the forks' JVM is not taken: " + reason);
  }

  @Test
  void anOptionAndItsValueMayBeTwoWords() {
    assertThatCode(() -> ForkFlags.check(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED")))
        .doesNotThrowAnyException();
  }
}
