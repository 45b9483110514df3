package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownJdkBugTest {
  private static List<String> effects(String build, String vendor) {
    int feature = Jdk.parseVersion(build).feature();
    Jdk jdk =
        new Jdk(
            Integer.toString(feature),
            Path.of("/j"),
            Path.of("/j/bin/java"),
            feature,
            build,
            vendor,
            Jdk.HOT_SPOT);
    return KnownJdkBug.ALL.stream().map(bug -> bug.in(jdk)).flatMap(Optional::stream).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "17+35, JDK-8330017",
    "17.0.16+8, JDK-8330017",
    "17.0.17+10, ''",
    "21+35-LTS, JDK-8330017",
    "21.0.7+6-LTS, JDK-8330017",
    "21.0.8+9-LTS, ''",
    "24.0.2+12, ''",
    "25+36, JDK-8369227 JDK-8373120",
    "25.0.2+10-LTS, JDK-8369227 JDK-8373120",
    "25.0.3+9-LTS, JDK-8373120",
    "25.0.4-ea+1, JDK-8373120",
    "25.0.4+7-LTS, ''",
    "25.0.10+1, ''",
    "26+30, JDK-8369227",
    "26.0.1+8, ''",
    "27-ea+5, ''",
  })
  void eachBugIsFoundInTheBuildsThatHaveIt(String build, String ids) {
    String found =
        String.join(
            " ",
            effects(build, "V").stream()
                .map(text -> text.replaceAll(".* has (JDK-\\d+): .*", "$1"))
                .toList());
    assertThat(found).isEqualTo(ids);
  }

  @Test
  void correttoTookOneFixEarly() {
    assertThat(effects("25.0.3+9-LTS", "Amazon.com Inc.")).isEmpty();
  }

  @Test
  void aBugIsToldWithWhatMayHappenAndWhichBuildToUse() {
    assertThat(effects("25.0.2+10-LTS", "Eclipse Adoptium"))
        .containsExactly(
            "25.0.2+10-LTS Eclipse Adoptium has JDK-8369227: a parked virtual thread may"
                + " never be resumed, so that a fork hangs; use 25.0.3 or newer",
            "25.0.2+10-LTS Eclipse Adoptium has JDK-8373120: a virtual thread that waits for"
                + " a monitor may never be resumed, so that a fork hangs; use 25.0.4 or"
                + " newer");
  }

  @Test
  void aBugThatAShortForkHardlyMeetsIsToldToo() {
    assertThat(effects("17.0.15+6", "Debian"))
        .containsExactly(
            "17.0.15+6 Debian has JDK-8330017: a ForkJoinPool that has run for weeks may stop"
                + " taking tasks; forks end long before; use 17.0.17 or newer");
  }
}
