package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.Test;

class ArmDifferenceTest {
  private static final Arm PLATFORM_17 =
      Arms.of("gather", "platform", "17", Map.of("fanOut", "100", "poolSize", "64"));
  private static final Arm PLATFORM_25 =
      Arms.of("gather", "platform", "25", Map.of("fanOut", "100", "poolSize", "64"));
  private static final Arm VIRTUAL_25 = Arms.of("gather", "virtual", "25", Map.of("fanOut", "100"));
  private static final Arm VIRTUAL_LARGE =
      Arms.of("gather", "virtual", "25", Map.of("fanOut", "1000"));
  private static final List<Arm> ALL = List.of(PLATFORM_17, PLATFORM_25, VIRTUAL_25, VIRTUAL_LARGE);

  @Test
  void jdksAreComparedWhereNothingElseDiffers() {
    ArmDifference difference = ArmDifference.parse("jdk:17..25");

    assertThat(difference.pairs(ALL))
        .containsExactly(new FlamePair(difference, PLATFORM_17, PLATFORM_25));
  }

  @Test
  void modelsAreComparedEachWithItsOwnPool() {
    ArmDifference difference = ArmDifference.parse("model:platform..virtual");

    assertThat(difference.pairs(ALL))
        .containsExactly(new FlamePair(difference, PLATFORM_25, VIRTUAL_25));
  }

  @Test
  void parametersAreComparedToo() {
    ArmDifference difference = ArmDifference.parse("fanOut:100..1000");

    assertThat(difference.pairs(ALL))
        .containsExactly(new FlamePair(difference, VIRTUAL_25, VIRTUAL_LARGE));
  }

  @Test
  void usuallyTheBaselineIsComparedWithTheNewestJdkAndModelsWithPlatformThreads() {
    assertThat(ArmDifference.usual(List.of("17", "21", "25"), "17"))
        .map(ArmDifference::toString)
        .containsExactly(
            "jdk:17..25",
            "model:platform..virtual",
            "model:platform..future",
            "model:platform..loop");
  }

  @Test
  void oneJdkIsNotComparedWithItself() {
    assertThat(ArmDifference.usual(List.of("25"), "25"))
        .map(ArmDifference::key)
        .containsOnly("model");
  }

  @Test
  void whatPairsHaveInCommonIsTheirNameAndNoPathOutOfTheFolder() {
    FlamePair pair = ArmDifference.parse("jdk:17..25").pairs(ALL).get(0);

    assertThat(pair.common()).isEqualTo("gather platform fanOut=100 poolSize=64");
    assertThat(pair.key()).isEqualTo("gather-platform-fanOut=100-poolSize=64-jdk-17-to-25");
  }

  @Test
  void anotherFormIsRefusedWithAnExample() {
    assertThatThrownBy(() -> ArmDifference.parse("jdk=17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--diff wants KEY:FROM..TO, got 'jdk=17'; for example jdk:17..25 or"
                + " model:platform..virtual");
  }
}
