package org.asyncmark.pattern.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration WINDOW = Duration.ofMillis(15);

  @Test
  void offersComeInOrderAndWithinTheWindow() {
    for (List<Long> draw : draws(300, 50)) {
      assertThat(draw).isSorted().allMatch(nanos -> nanos >= 0 && nanos <= WINDOW.toNanos());
    }
  }

  @Test
  void aThirdOfThemComesInEachThirdOfTheWindow() {
    long third = WINDOW.toNanos() / 3;
    int[] inThird = new int[3];
    for (List<Long> draw : draws(300, 50)) {
      draw.forEach(nanos -> inThird[(int) Math.min(2, nanos / third)]++);
    }
    for (int offers : inThird) {
      assertThat(offers).isBetween(4_700, 5_300);
    }
  }

  @Test
  void theyChangeFromOpToOpAndAreTheSameEachTime() {
    assertThat(draws(3, 20)).isEqualTo(draws(3, 20));
    assertThat(new HashSet<>(draws(3, 20))).hasSize(20);
  }

  @Test
  void allComeAtOnceWhereThereIsNoWindow() {
    Arrivals arrivals = new Arrivals(1, Duration.ZERO);
    arrivals.draw();
    assertThat(arrivals.nanos(0)).isZero();
  }

  private static List<List<Long>> draws(int offers, int ops) {
    Arrivals arrivals = new Arrivals(offers, WINDOW);
    List<List<Long>> draws = new ArrayList<>();
    for (int op = 0; op < ops; op++) {
      arrivals.draw();
      List<Long> draw = new ArrayList<>();
      for (int i = 0; i < offers; i++) {
        draw.add(arrivals.nanos(i));
      }
      draws.add(draw);
    }
    return draws;
  }
}
