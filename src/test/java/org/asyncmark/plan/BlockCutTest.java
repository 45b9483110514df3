package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.pattern.Traffic;
import org.junit.jupiter.api.Test;

class BlockCutTest {
  private final List<PlannedArm> arms = new ArrayList<>();

  @Test
  void whatFitsIsOneBlock() {
    row("gather", "1", 10, 4);
    row("gather", "1", 100, 4);
    assertThat(blocks(8)).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void everyPatternCountsItsOwnBlocks() {
    row("gather", "1", 10, 2);
    row("queue", "1", 10, 2);
    assertThat(blocks(8)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void placementsAreNotMixedInABlock() {
    row("gather", "1", 10, 2);
    row("gather", "all", 10, 2);
    assertThat(blocks(8)).containsExactly(1, 1, 2, 2);
  }

  @Test
  void aRowThatDoesNotFitAnyMoreBeginsANewBlock() {
    row("gather", "1", 10, 3);
    row("gather", "1", 100, 3);
    row("gather", "1", 1000, 2);
    assertThat(blocks(6)).containsExactly(1, 1, 1, 1, 1, 1, 2, 2);
    assertThat(blocks(5)).containsExactly(1, 1, 1, 2, 2, 2, 3, 3);
  }

  @Test
  void aRowThatNeverFitsIsCut() {
    row("gather", "1", 10, 1);
    row("gather", "1", 100, 5);
    assertThat(blocks(3)).containsExactly(1, 2, 2, 3, 3, 4);
  }

  @Test
  void whereNothingFitsEveryArmIsABlock() {
    row("gather", "1", 10, 3);
    assertThat(blocks(0)).containsExactly(1, 2, 3);
  }

  @Test
  void theFirstArmIsTheReferenceOfTheOtherBlocksOfItsPlacement() {
    row("gather", "1", 10, 3);
    row("gather", "1", 100, 5);
    row("gather", "all", 10, 1);
    assertThat(blocks(4)).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 4);
    assertThat(placed(4).get(0).referenceOf()).containsExactly(2, 3);
    assertThat(placed(4).subList(1, 9)).allMatch(each -> each.referenceOf().isEmpty());
  }

  @Test
  void whereThereIsRoomForOneForkThereIsNoReference() {
    row("gather", "1", 10, 3);
    assertThat(placed(1)).allMatch(each -> each.referenceOf().isEmpty());
  }

  @Test
  void ratesHaveNoReference() {
    rates(3, 3);
    assertThat(blocks(4)).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(placed(4)).allMatch(each -> each.referenceOf().isEmpty());
  }

  @Test
  void ratesOfSeveralCellsHaveAReference() {
    rates(3, 3);
    SortedMap<String, Value> other = new TreeMap<>();
    other.put(Traffic.ARRIVALS, Value.of("poisson"));
    other.put(Traffic.RATE, Value.of(100));
    other.put("fanOut", Value.of(10));
    row("gather", other, 3);
    assertThat(placed(4).get(0).referenceOf()).containsExactly(2, 3);
  }

  @Test
  void aRateThatIsMoreThanABlockHasAReference() {
    rates(3, 5);
    assertThat(placed(4).get(0).referenceOf()).containsExactly(2, 3);
  }

  private void rates(int... ways) {
    for (int i = 0; i < ways.length; i++) {
      SortedMap<String, Value> params = new TreeMap<>();
      params.put(Traffic.ARRIVALS, Value.of("poisson"));
      params.put(Traffic.RATE, Value.of(100L * (i + 1)));
      row("gather", params, ways[i]);
    }
  }

  private List<PlannedArm> placed(int most) {
    return BlockCut.of(arms, each -> each.size() <= most);
  }

  private List<Integer> blocks(int most) {
    return placed(most).stream().map(PlannedArm::block).toList();
  }

  private void row(String pattern, String cpus, int fanOut, int ways) {
    row(pattern, Map.of("cpus", Value.of(cpus), "fanOut", Value.of(fanOut)), ways);
  }

  private void row(String pattern, Map<String, Value> params, int ways) {
    for (int way = 0; way < ways; way++) {
      Map<String, Value> own = Map.of("way", Value.of(way));
      Arm arm = new Arm(pattern, "loop", "25", new TreeMap<>(params), new TreeMap<>(own));
      arms.add(new PlannedArm(arm, 6));
    }
    assertThat(arms.stream().map(PlannedArm::arm).collect(Collectors.toSet())).hasSize(arms.size());
  }
}
