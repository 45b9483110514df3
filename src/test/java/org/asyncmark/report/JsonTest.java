package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void mapsInAScriptStandInTheOrderOfTheirKeys() {
    Map<String, Object> values =
        Map.of("h", 8, "b", 2, "f", 6, "d", 4, "e", 5, "c", 3, "g", 7, "a", List.of("</"));
    assertThat(Json.inScript(values))
        .isEqualTo(
            "{\"a\":[\"\\u003c/\"],\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8}");
  }
}
