package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
  @Test
  void ofTwoFlagsOfOneNameTheLastHolds() {
    assertThat(
            JvmFlags.wanted(
                List.of("-XX:+UseG1GC", "-Xint", "-XX:NewSize=8m", "-XX:-UseG1GC", "-Dx=-XX:+Y")))
        .isEqualTo(Map.of("UseG1GC", "false", "NewSize", "8m"));
  }

  @Test
  void theJvmTellsItsValuesAndNothingOfFlagsThatItDoesNotKnow() {
    assertThat(JvmFlags.values(List.of("-XX:+UseCompressedOops", "-XX:+NoSuchFlag")))
        .containsOnlyKeys("InitialHeapSize", "MaxHeapSize", "UseCompressedOops")
        .containsEntry("MaxHeapSize", Long.toString(Runtime.getRuntime().maxMemory()));
  }
}
