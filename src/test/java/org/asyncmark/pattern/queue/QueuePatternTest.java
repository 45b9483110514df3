package org.asyncmark.pattern.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class QueuePatternTest {
  private final Pattern pattern = new QueuePattern();

  @Test
  void theTellingCellPassesTenThousandItemsThroughSixteenPlaces() {
    assertThat(pattern.complete(pattern.series(Pattern.Sizing.TELLING).get(0).given()))
        .containsEntry("capacity", "16")
        .containsEntry("producers", "1")
        .containsEntry("consumers", "1")
        .containsEntry("items", "10000")
        .containsEntry("shutdown", "sentinel")
        .containsEntry("cpuTokens", "0");
  }

  @Test
  void theIdiomaticQueueOfThreadsFollowsFromTheCapacity() {
    for (Model model : new Model[] {Model.PLATFORM, Model.VIRTUAL}) {
      assertThat(pattern.mechanisms(model, capacity("0")))
          .containsExactly("synchronous", "transfer");
      assertThat(pattern.mechanisms(model, capacity("1"))).containsExactly("array", "linked");
      assertThat(pattern.mechanisms(model, capacity("unbounded")))
          .containsExactly("linked", "transfer");
    }
  }

  @Test
  void futureAndLoopHaveAQueueOfTheirOwn() {
    assertThat(pattern.mechanisms(Model.FUTURE, capacity("0"))).containsExactly("async-queue");
    assertThat(pattern.mechanisms(Model.LOOP, capacity("16"))).containsExactly("loop-queue");
  }

  @Test
  void theLoopHasNoCapacityOfZero() {
    assertThat(pattern.absence(Model.LOOP, capacity("0")))
        .isEqualTo("n/a (the loop's queue is asyncio's, where 0 stands for no limit)");
    assertThat(pattern.absence(Model.LOOP, capacity("unbounded"))).isNull();
    assertThat(pattern.absence(Model.FUTURE, capacity("0"))).isNull();
  }

  @Test
  void blockingQueuesCannotBeClosed() {
    Map<String, String> closed = pattern.complete(Map.of("shutdown", "close"));
    assertThat(pattern.absence(Model.VIRTUAL, closed))
        .isEqualTo("n/a (a BlockingQueue cannot be closed; sentinel and join end its consumers)");
    assertThat(pattern.absence(Model.PLATFORM, closed)).isNotNull();
    assertThat(pattern.absence(Model.FUTURE, closed)).isNull();
    assertThat(pattern.absence(Model.LOOP, closed)).isNull();
  }

  @Test
  void onlyTheFutureModelHasAPoolSizeToChoose() {
    Map<String, String> params = pattern.complete(Map.of("poolSize", "3"));
    assertThat(pattern.relevant(Model.FUTURE, params)).containsEntry("poolSize", "3");
    assertThat(pattern.relevant(Model.PLATFORM, params)).doesNotContainKey("poolSize");
  }

  @Test
  void noWorkIsNotPartOfALabel() {
    assertThat(pattern.relevant(Model.LOOP, capacity("16"))).doesNotContainKey("cpuTokens");
    assertThat(pattern.relevant(Model.LOOP, pattern.complete(Map.of("cpuTokens", "7"))))
        .containsEntry("cpuTokens", "7");
  }

  @Test
  void jmhGetsNumbersAndNamesOfConstants() {
    Map<String, String> params =
        new TreeMap<>(pattern.complete(Map.of("capacity", "unbounded", "shutdown", "join")));
    params.put("mechanism", "transfer");
    assertThat(pattern.jmhParams(Model.VIRTUAL, pattern.relevant(Model.VIRTUAL, params)))
        .containsEntry("model", "VIRTUAL")
        .containsEntry("capacity", "2147483647")
        .containsEntry("shutdown", "JOIN")
        .containsEntry("mechanism", "transfer");
  }

  @Test
  void aQueueThatAModelDoesNotHaveNamesTheChoices() {
    assertThatThrownBy(() -> QueueMechanism.of(Model.PLATFORM, 0, "array"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model platform has no queue 'array' with capacity 0; choose from synchronous,"
                + " transfer");
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

  private Map<String, String> capacity(String capacity) {
    return pattern.complete(Map.of("capacity", capacity));
  }
}
