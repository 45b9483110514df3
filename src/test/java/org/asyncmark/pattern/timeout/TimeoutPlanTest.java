package org.asyncmark.pattern.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutPlanTest {
  private static final Duration DELAY = Duration.ofMillis(1);

  @ParameterizedTest
  @CsvSource({"100, 0, 0", "100, 1, 1", "10, 1, 1", "101, 1, 2", "10, 100, 10", "9999, 100, 9999"})
  void aShareIsRoundedUp(int leaves, int percent, int share) {
    assertThat(TimeoutPlan.share(leaves, percent)).isEqualTo(share);
  }

  @Test
  void untilItIsDrawnNobodyOutlastsTheDeadline() {
    assertThat(outlasting(new TimeoutPlan(10, 10, DELAY), 10)).isEmpty();
  }

  @Test
  void everyDrawHasAsManyAsAreToExpire() {
    TimeoutPlan plan = new TimeoutPlan(50, 7, DELAY);
    for (int op = 0; op < 100; op++) {
      plan.draw();
      assertThat(outlasting(plan, 50)).hasSize(7);
    }
  }

  @Test
  void whoIsDrawnChangesFromOpToOpAndIsTheSameEachTime() {
    assertThat(draws(20)).isEqualTo(draws(20));
    assertThat(new HashSet<>(draws(200))).hasSize(10);
  }

  @Test
  void aLeafTakesItsDelayOrLongerThanAnyDeadline() {
    TimeoutPlan plan = new TimeoutPlan(2, 1, DELAY);
    plan.draw();
    assertThat(Set.of(plan.delay(0), plan.delay(1)))
        .containsExactlyInAnyOrder(DELAY, TimeoutPlan.FAR);
  }

  private static List<List<Integer>> draws(int ops) {
    TimeoutPlan plan = new TimeoutPlan(10, 1, DELAY);
    List<List<Integer>> draws = new ArrayList<>();
    for (int op = 0; op < ops; op++) {
      plan.draw();
      draws.add(outlasting(plan, 10));
    }
    return draws;
  }

  private static List<Integer> outlasting(TimeoutPlan plan, int leaves) {
    return IntStream.range(0, leaves).filter(plan::outlasts).boxed().toList();
  }
}
