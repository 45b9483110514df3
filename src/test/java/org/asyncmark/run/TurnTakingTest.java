package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnTakingTest {
  private final List<String> happened = new ArrayList<>();

  @Test
  void forksAreWarmedUpOneAfterTheOther() {
    TurnTaking.take(List.of(new Fork("a", 9), new Fork("b", 9)), 0, new Random(1));
    assertThat(happened).startsWith("a starts", "a stands", "b starts", "b stands");
  }

  @Test
  void everyForkHasOneTurnInEachCycle() {
    take(12, "a", "b", "c");
    List<String> turns = turns();
    assertThat(turns).hasSize(36);
    for (int cycle = 0; cycle < 12; cycle++) {
      assertThat(turns.subList(3 * cycle, 3 * cycle + 3))
          .containsExactlyInAnyOrder("a turns", "b turns", "c turns");
    }
  }

  @Test
  void theOrderIsAnotherOneInEachCycle() {
    take(12, "a", "b", "c");
    List<List<String>> orders = new ArrayList<>();
    for (int cycle = 0; cycle < 12; cycle++) {
      orders.add(turns().subList(3 * cycle, 3 * cycle + 3));
    }
    assertThat(orders.stream().distinct().count()).isGreaterThan(3);
  }

  @Test
  void theOrderIsTheSameForTheSameSeed() {
    take(12, "a", "b", "c");
    List<String> first = List.copyOf(happened);
    happened.clear();
    take(12, "a", "b", "c");
    assertThat(happened).isEqualTo(first);
  }

  @Test
  void noForkRunsWhileAnotherHasItsTurn() {
    take(3, "a", "b");
    String running = "";
    for (String each : happened.subList(0, happened.indexOf("a ends"))) {
      String fork = each.substring(0, 1);
      if (each.endsWith(" stands")) {
        assertThat(fork).isEqualTo(running);
        running = "";
      } else {
        assertThat(running).as(each).isEmpty();
        running = fork;
      }
    }
  }

  @Test
  void aForkThatDoesNotGetWarmHasNoTurnAndTheOthersHaveAllOfTheirs() {
    TurnTaking.take(List.of(new Fork("a", 0), new Fork("b", 9)), 3, new Random(1));
    assertThat(turns()).containsExactly("b turns", "b turns", "b turns");
    assertThat(happened).doesNotContain("a ends");
  }

  @Test
  void aForkThatIsLostInItsTurnHasNoFurtherOne() {
    TurnTaking.take(List.of(new Fork("a", 2), new Fork("b", 9)), 3, new Random(1));
    assertThat(Collections.frequency(happened, "a turns")).isEqualTo(2);
    assertThat(Collections.frequency(happened, "b turns")).isEqualTo(3);
    assertThat(happened).contains("b ends", "b has ended").doesNotContain("a ends");
  }

  @Test
  void atTheEndAllGoOnAtOnce() {
    take(1, "a", "b");
    assertThat(happened).endsWith("a ends", "b ends", "a has ended", "b has ended");
  }

  private void take(int cycles, String... names) {
    TurnTaking.take(
        Stream.of(names).map(name -> new Fork(name, 99)).toList(), cycles, new Random(7));
  }

  private List<String> turns() {
    return happened.stream().filter(each -> each.endsWith(" turns")).toList();
  }

  /** Writes down what happens to it. */
  private final class Fork implements TurnTaking.Taker {
    private final String name;
    private int arrivals;

    /**
     * @param arrivals how often it comes to the gate before it is lost
     */
    Fork(String name, int arrivals) {
      this.name = name;
      this.arrivals = arrivals;
    }

    @Override
    public void start() {
      happened.add(name + " starts");
    }

    @Override
    public void turn() {
      happened.add(name + " turns");
    }

    @Override
    public boolean arrives() {
      if (arrivals-- > 0) {
        happened.add(name + " stands");
        return true;
      }
      return false;
    }

    @Override
    public void end() {
      happened.add(name + " ends");
    }

    @Override
    public void awaitEnd() {
      happened.add(name + " has ended");
    }
  }
}
