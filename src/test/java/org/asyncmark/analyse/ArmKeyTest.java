package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmKeyTest {
  private static final Map<String, String> PARAMS =
      Map.of("jdk", "any", "mode", "read", "model", "small", "pattern", "x+", "size", "10");
  private static final Arm FOREIGN =
      Arms.of("some.Bench.run", "", "25", PARAMS, Map.of("mode", "avgt"));
  private static final Arm OURS =
      Arms.of("gather", "loop", "25", Map.of("mode", "read", "jdk", "any"));

  @Test
  void aParameterIsAnotherKeyThanWhatBearsItsName() {
    assertThat(ArmKey.of(FOREIGN))
        .containsEntry(ArmKey.PATTERN, "some.Bench.run")
        .containsEntry(ArmKey.param("pattern"), "x+")
        .containsEntry(ArmKey.JDK, "25")
        .containsEntry(ArmKey.param("jdk"), "any")
        .containsEntry(ArmKey.MODE, "avgt")
        .containsEntry(ArmKey.param("mode"), "read")
        .doesNotContainKey(ArmKey.MODEL);
  }

  @Test
  void aWordMeansWhatIsNoParameterFirst() {
    assertThat(ArmKey.named("mode", List.of(FOREIGN))).contains(ArmKey.MODE);
    assertThat(ArmKey.named("param:mode", List.of(FOREIGN))).contains(ArmKey.param("mode"));
    assertThat(ArmKey.named("mode", List.of(OURS))).contains(ArmKey.param("mode"));
    assertThat(ArmKey.named("jdk", List.of(OURS))).contains(ArmKey.JDK);
    assertThat(ArmKey.named("size", List.of(OURS))).isEmpty();
  }

  @Test
  void theModelOfAFileWithoutModelsIsItsParameter() {
    assertThat(ArmKey.named("model", List.of(FOREIGN))).contains(ArmKey.param("model"));
    assertThat(ArmKey.named("model", List.of(OURS))).contains(ArmKey.MODEL);
  }

  @Test
  void everyKeyHasAWordThatMeansIt() {
    List<Arm> both = List.of(FOREIGN, OURS);
    for (ArmKey key : ArmKey.of(FOREIGN).keySet()) {
      assertThat(ArmKey.named(key.word(both), both)).contains(key);
    }
    assertThat(ArmKey.param("mode").word(both)).isEqualTo("param:mode");
    assertThat(ArmKey.param("size").word(both)).isEqualTo("size");
  }

  @Test
  void modelsAreComparedWithPoolsAndMechanismsOfTheirOwn() {
    Arm arm =
        Arms.of("gather", "loop", "25", Map.of("poolSize", "4", "mechanism", "get", "size", "1"));
    assertThat(ArmKey.without(arm, ArmKey.MODEL))
        .containsOnlyKeys(ArmKey.PATTERN, ArmKey.JDK, ArmKey.param("size"));
    assertThat(ArmKey.without(arm, ArmKey.JDK)).containsKeys(ArmKey.POOL_SIZE, ArmKey.MECHANISM);
  }
}
