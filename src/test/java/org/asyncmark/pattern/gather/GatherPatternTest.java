package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatherPatternTest {
  private final Pattern pattern = new GatherPattern();

  @ParameterizedTest
  @EnumSource(names = {"COMMON", "FULL"})
  void theDefaultExecutorIsMeasuredWithEveryLeafAndUpToAHundredOfThem(Pattern.Sizing sizing) {
    List<Map<String, String>> withAll =
        pattern.series(sizing).stream()
            .map(Pattern.Series::given)
            .filter(given -> Pattern.ALL_MECHANISMS.equals(given.get(Pattern.MECHANISM)))
            .toList();
    assertThat(words(withAll, "leaf")).containsExactlyInAnyOrder("cpu", "timer", "http");
    assertThat(words(withAll, "fanOut")).contains("100").doesNotContain("1000", "10000");
  }

  @Test
  void theDefaultExecutorHasNoPoolToChoose() {
    Map<String, String> params = new TreeMap<>(pattern.complete(Map.of("leaf", "timer")));
    assertThat(pattern.relevant(Model.FUTURE, params)).containsKey("poolSize");
    params.put(Pattern.MECHANISM, "default-executor");
    assertThat(pattern.relevant(Model.FUTURE, params))
        .containsEntry(Pattern.MECHANISM, "default-executor")
        .doesNotContainKey("poolSize");
  }

  @ParameterizedTest
  @EnumSource
  void everySeriesIsAllowedByItsParameters(Pattern.Sizing sizing) {
    for (Pattern.Series series : pattern.series(sizing)) {
      Map<String, String> params = pattern.complete(series.given());
      pattern.params().stream()
          .filter(param -> params.containsKey(param.name()))
          .forEach(param -> param.check(params.get(param.name())));
      assertThat(pattern.params()).extracting("name").containsAll(params.keySet());
    }
  }

  private static Set<String> words(List<Map<String, String>> given, String name) {
    return given.stream().map(each -> each.get(name)).collect(Collectors.toSet());
  }
}
