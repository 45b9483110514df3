package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatherPatternTest {
  private final Pattern pattern = GatherBenchmark.PATTERN;

  @ParameterizedTest
  @EnumSource(names = {"COMMON", "FULL"})
  void theDefaultExecutorIsMeasuredWithEveryLeafAndUpToAHundredOfThem(Pattern.Sizing sizing) {
    List<Map<String, Value>> withAll =
        pattern.cells(sizing).stream()
            .<Map<String, Value>>map(Series::given)
            .filter(given -> Value.of(Mechanism.ALL).equals(given.get("mechanism")))
            .toList();
    assertThat(words(withAll, "leaf")).containsExactlyInAnyOrder("cpu", "timer", "http");
    assertThat(words(withAll, "fanOut")).contains("100").doesNotContain("1000", "10000");
  }

  @Test
  void theDefaultExecutorHasNoPoolToChoose() {
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=timer")).containsKey("poolSize");
    assertThat(Cells.params(pattern, Model.FUTURE, "leaf=timer mechanism=default-executor"))
        .containsEntry("mechanism", "default-executor")
        .doesNotContainKey("poolSize");
  }

  private static Set<String> words(List<Map<String, Value>> given, String name) {
    return given.stream().map(each -> each.get(name).toString()).collect(Collectors.toSet());
  }
}
