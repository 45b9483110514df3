package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Runs;
import org.junit.jupiter.api.Test;

class JdkLabelTest {
  private static String label(String jdk, Map<String, String> builds) {
    return new RunView(Runs.of(builds, 1, List.of(), Map.of())).jdkLabel(jdk);
  }

  @Test
  void aShortLabelSaysTheKindOfJvmUnlessItIsHotSpot() {
    Map<String, String> builds =
        Map.of(
            "17", "17.0.12+7 IBM",
            "17.0.12_7-ibm-openj9", "17.0.12+7 IBM OpenJ9",
            "21", "21.0.2+13 GraalVM Community");
    assertThat(label("17", builds)).isEqualTo("17.0.12+7");
    assertThat(label("17.0.12_7-ibm-openj9", builds)).isEqualTo("17.0.12+7 OpenJ9");
    assertThat(label("21", builds)).isEqualTo("21.0.2+13 GraalVM");
  }

  @Test
  void twoJdksOfOneBuildAndKindAreToldApartByTheirNames() {
    Map<String, String> builds =
        Map.of("17", "17.0.12+7 Alpha OpenJ9", "17.0.12_7", "17.0.12+7 Beta OpenJ9");
    assertThat(label("17", builds)).isEqualTo("17.0.12+7 OpenJ9 (17)");
  }
}
