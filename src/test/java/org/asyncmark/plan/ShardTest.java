package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.asyncmark.analyse.Arms;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShardTest {
  private static final Plan PLAN = plan(6);

  private static Plan plan(int rounds) {
    return new Wanted(
            List.of("gather", "fanout", "queue", "lock").stream().map(Patterns::of).toList(),
            List.of(Model.PLATFORM, Model.LOOP),
            List.of(PlannerTest.jdk(25)),
            Preset.QUICK,
            rounds,
            Arms.choices(Map.of()),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(PlannerTest.heading());
  }

  @ParameterizedTest
  @EnumSource(Shard.Deal.class)
  void everyBlockIsInOneShardInTheOrderOfThePlan(Shard.Deal deal) {
    List<Block> dealt = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      List<Block> blocks = new Shard(number, 3, deal).blocks(PLAN);
      assertThat(PLAN.blocks()).containsSubsequence(blocks);
      dealt.addAll(blocks);
    }
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(PLAN.blocks());
  }

  @Test
  void allRoundsOfAPatternAreInOneShard() {
    for (int number = 1; number <= 3; number++) {
      List<Block> blocks = new Shard(number, 3, Shard.Deal.PATTERNS).blocks(PLAN);
      List<String> patterns = blocks.stream().map(Block::pattern).distinct().toList();
      assertThat(blocks)
          .containsExactlyElementsOf(
              PLAN.blocks().stream().filter(block -> patterns.contains(block.pattern())).toList());
    }
  }

  @Test
  void theLongestShardIsNoLongerThanItsShareAndALongestPattern() {
    List<Long> millis =
        IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new Shard(number, 3, Shard.Deal.PATTERNS).blocks(PLAN))
            .map(blocks -> blocks.stream().mapToLong(PLAN::expectedMillis).sum())
            .toList();
    long all = PLAN.blocks().stream().mapToLong(PLAN::expectedMillis).sum();
    assertThat(all).isEqualTo(PLAN.expectedMillis());
    assertThat(millis).allSatisfy(each -> assertThat(each).isPositive().isLessThan(2 * all / 3));
  }

  @Test
  void roundsAreDealtInTurn() {
    assertThat(new Shard(2, 3, Shard.Deal.ROUNDS).blocks(PLAN))
        .extracting(Block::round)
        .containsOnly(2, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x | --shard wants i/n, got 'x'; for example 2/3
          0/3 | --shard wants i/n, got '0/3'; for example 2/3
          4/3 | --shard 4/3 is out of range; the last is 3/3
          5/5 | --shard 5/5: the plan has 4 patterns; deal out at most so many shards, or rounds with --shard-by rounds
          """)
  void whatIsNoShardIsRefused(String text, String message) {
    assertThatThrownBy(() -> Shard.parse(text, Shard.Deal.PATTERNS).requireFor(PLAN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void noShardIsWithoutARound() {
    assertThatThrownBy(() -> Shard.parse("1/7", Shard.Deal.ROUNDS).requireFor(PLAN))
        .hasMessage("--shard 1/7: the plan has 6 rounds; deal out at most so many shards");
    assertThat(Shard.parse("6/6", Shard.Deal.ROUNDS).requireFor(PLAN).inWords())
        .isEqualTo("shard 6 of 6");
  }

  @Test
  void aRunThatMayEndAtALookHasNoShards() {
    Plan looked = plan(20).declaring(0.03, 0.03, null);
    assertThatThrownBy(() -> Shard.parse("1/2", Shard.Deal.PATTERNS).requireFor(looked))
        .hasMessage("a run that may end at a look is measured in one piece; leave out --until-ci");
  }
}
