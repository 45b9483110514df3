package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class FanOutPatternTest {
  private final Pattern pattern = new FanOutPattern();

  @Test
  void theTellingCellIsAHundredHttpLeavesTenAtATime() {
    assertThat(pattern.series(Pattern.Sizing.TELLING))
        .extracting(series -> pattern.complete(series.given()))
        .containsExactly(
            Map.of(
                "leaf", "http",
                "fanOut", "100",
                "limit", "10",
                "permit", "inside",
                "delayMicros", "0",
                "payloadBytes", "64",
                "connections", "64"));
  }

  @Test
  void thereAreAsManyConnectionsAsTheLimitAndSixtyFourAtLeast() {
    assertThat(pattern.complete(Map.of("limit", "65"))).containsEntry("connections", "65");
    assertThat(pattern.complete(Map.of("limit", "63"))).containsEntry("connections", "64");
  }

  @Test
  void fewerConnectionsThanTheLimitAreAnError() {
    assertThatThrownBy(() -> pattern.complete(Map.of("limit", "10", "connections", "9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 10 needs as many connections, got 9, which would be the limit instead; raise"
                + " connections or lower limit");
  }

  @Test
  void aPoolThatIsSmallerThanTheLimitIsAnErrorOnPlatformThreads() {
    Map<String, String> params = pattern.complete(Map.of("leaf", "timer", "poolSize", "9"));
    assertThatThrownBy(() -> pattern.relevant(Model.PLATFORM, params))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "limit 10 needs 10 threads, got poolSize 9, which would be the limit instead; raise"
                + " poolSize or lower limit");
    assertThat(pattern.relevant(Model.FUTURE, params)).containsEntry("poolSize", "9");
  }

  @Test
  void aPoolHoldsAllTasksThatWaitInsideUpToAThousand() {
    assertThat(poolSize(Map.of("fanOut", "300"))).isEqualTo("300");
    assertThat(poolSize(Map.of("fanOut", "10000"))).isEqualTo("1000");
    assertThat(poolSize(Map.of("fanOut", "10000", "limit", "2000"))).isEqualTo("2000");
  }

  @Test
  void aPoolHoldsAsManyTasksAsTheLimitIfPermitsAreTakenBefore() {
    assertThat(poolSize(Map.of("permit", "before"))).isEqualTo("10");
    assertThat(poolSize(Map.of("permit", "before", "fanOut", "7"))).isEqualTo("7");
  }

  @Test
  void aPoolThatIsTheLimitHasNeitherPermitsNorASizeOfItsOwn() {
    Map<String, String> params = new TreeMap<>(pattern.complete(Map.of("poolSize", "50")));
    params.put("mechanism", "pool");
    assertThat(pattern.relevant(Model.PLATFORM, params)).doesNotContainKeys("permit", "poolSize");
  }

  @Test
  void modelsWithoutAPoolHaveNoPoolSize() {
    Map<String, String> params = pattern.complete(Map.of("poolSize", "50"));
    for (Model model : List.of(Model.VIRTUAL, Model.FUTURE, Model.LOOP)) {
      assertThat(pattern.relevant(model, params)).doesNotContainKey("poolSize");
    }
  }

  @Test
  void everyModelServesFirstWhoComesFirstUnlessAskedForSomethingElse() {
    Map<String, String> params = pattern.complete(Map.of());
    assertThat(pattern.mechanisms(Model.PLATFORM, params))
        .containsExactly("semaphore-fair", "semaphore", "pool");
    assertThat(pattern.mechanisms(Model.VIRTUAL, params))
        .containsExactly("semaphore-fair", "semaphore");
    assertThat(pattern.mechanisms(Model.FUTURE, params)).containsExactly("async-semaphore");
    assertThat(pattern.mechanisms(Model.LOOP, params)).containsExactly("loop-semaphore");
  }

  @Test
  void jmhGetsTheNamesOfConstantsAndTheIdOfTheMechanism() {
    Map<String, String> params = new TreeMap<>(pattern.complete(Map.of("leaf", "cpu")));
    params.put("mechanism", "semaphore-fair");
    assertThat(pattern.jmhParams(Model.VIRTUAL, pattern.relevant(Model.VIRTUAL, params)))
        .containsEntry("model", "VIRTUAL")
        .containsEntry("leaf", "CPU")
        .containsEntry("permit", "INSIDE")
        .containsEntry("mechanism", "semaphore-fair");
  }

  @Test
  void everySeriesIsAllowedByItsParameters() {
    for (Pattern.Sizing sizing : Pattern.Sizing.values()) {
      for (Pattern.Series series : pattern.series(sizing)) {
        Map<String, String> params = pattern.complete(series.given());
        pattern.params().stream()
            .filter(param -> params.containsKey(param.name()))
            .forEach(param -> param.check(params.get(param.name())));
        assertThat(pattern.params()).extracting("name").containsAll(params.keySet());
      }
    }
  }

  private String poolSize(Map<String, String> given) {
    return pattern.relevant(Model.PLATFORM, pattern.complete(given)).get("poolSize");
  }
}
