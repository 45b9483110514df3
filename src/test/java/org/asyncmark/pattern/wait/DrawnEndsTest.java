package org.asyncmark.pattern.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnEndsTest {
  private static final Rules FIRST = rules(Until.FIRST, Duration.ZERO);

  @Test
  void leavesEndAtEqualDistancesInAnOrderThatIsDrawn() {
    DrawnEnds plan = new DrawnEnds(4, 1_000, 0);
    Set<List<Long>> orders = new HashSet<>();
    for (int op = 0; op < 50; op++) {
      plan.draw();
      List<Long> order = millis(plan, 4);
      assertThat(order).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
      orders.add(order);
    }
    assertThat(orders).hasSizeGreaterThan(10);
  }

  @Test
  void opsAreTheSameOneAfterTheOtherWhereverTheyAreDrawn() {
    DrawnEnds plan = new DrawnEnds(5, 1_000, 2);
    DrawnEnds same = new DrawnEnds(5, 1_000, 2);
    for (int op = 0; op < 20; op++) {
      plan.draw();
      same.draw();
      assertThat(millis(plan, 5)).isEqualTo(millis(same, 5));
      assertThat(failing(plan, 5)).isEqualTo(failing(same, 5));
    }
  }

  @Test
  void otherOpsAreDrawnBesideOneAnotherAndAreTheSameEachTime() {
    DrawnEnds plan = new DrawnEnds(20, 1_000, 2);
    List<Long> first = millis(plan.another(), 20);
    List<Long> second = millis(plan.another(), 20);
    assertThat(first).isNotEqualTo(second).containsExactlyInAnyOrderElementsOf(second);
    DrawnEnds same = new DrawnEnds(20, 1_000, 2);
    assertThat(millis(same.another(), 20)).isEqualTo(first);
    assertThat(millis(same.another(), 20)).isEqualTo(second);
  }

  @Test
  void asManyFailAsAreToAndNotAlwaysTheSame() {
    DrawnEnds plan = new DrawnEnds(3, 1_000, 1);
    Set<Integer> failing = new HashSet<>();
    for (int op = 0; op < 50; op++) {
      plan.draw();
      assertThat(failing(plan, 3)).hasSize(1);
      failing.addAll(failing(plan, 3));
    }
    assertThat(failing).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aRaceIsOverWhenTheLeafThatDecidesEnds() {
    DrawnEnds plan = new DrawnEnds(3, 1_000, 1); // not drawn: leaf 0 ends first, and fails
    assertThat(overMillis(plan, FIRST)).isEqualTo(1);
    assertThat(overMillis(plan, rules(Until.FIRST_FAILURE, Duration.ZERO))).isEqualTo(1);
    assertThat(overMillis(plan, rules(Until.FIRST_SUCCESS, Duration.ZERO))).isEqualTo(2);
    assertThat(overMillis(plan, rules(Until.ALL, Duration.ZERO))).isEqualTo(3);
    assertThat(overMillis(plan, rules(Until.AS_COMPLETED, Duration.ZERO))).isEqualTo(3);
    DrawnEnds noneFails = new DrawnEnds(3, 1_000, 0);
    assertThat(overMillis(noneFails, rules(Until.FIRST_FAILURE, Duration.ZERO))).isEqualTo(3);
  }

  @Test
  void aHedgedLeafEndsAsMuchLaterAsItStartsLater() {
    DrawnEnds plan = new DrawnEnds(2, 2_000, 0);
    Rules hedged = rules(Until.FIRST, Duration.ofMillis(1));
    for (int op = 0; op < 20; op++) {
      plan.draw();
      boolean hedgeComesOfSomething = plan.delay(0).toMillis() == 4;
      assertThat(plan.endNanos(1, hedged)).isEqualTo(hedgeComesOfSomething ? 3_000_000 : 5_000_000);
      assertThat(overMillis(plan, hedged)).isEqualTo(hedgeComesOfSomething ? 3 : 2);
    }
  }

  private static Rules rules(Until until, Duration hedge) {
    return new Rules(until, Losers.CANCEL, hedge);
  }

  private static long overMillis(DrawnEnds plan, Rules rules) {
    return Duration.ofNanos(plan.overNanos(rules)).toMillis();
  }

  private static List<Long> millis(DrawnEnds plan, int leaves) {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      millis.add(plan.delay(i).toMillis());
    }
    return millis;
  }

  private static List<Integer> failing(DrawnEnds plan, int leaves) {
    return IntStream.range(0, leaves).filter(plan::fails).boxed().toList();
  }
}
