package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;

class BudgetTest {
  /** Three cells of one arm and ten rounds, 10.66 s a fork. */
  private final Plan plan = plan();

  private final List<String> leftOut = new ArrayList<>();

  @Test
  void aPlanThatFitsStaysAsItIs() {
    assertThat(plan.within(Duration.ofMillis(plan.expectedMillis()), leftOut::add)).isEqualTo(plan);
    assertThat(leftOut).isEmpty();
  }

  @Test
  void roundsGoFirst() {
    Plan fit = plan.within(Duration.ofMillis(3 * 7 * 10_660), leftOut::add);
    assertThat(fit.rounds()).isEqualTo(7);
    assertThat(fit.forks()).isEqualTo(21);
    assertThat(leftOut).containsExactly("rounds 8 to 10");
  }

  @Test
  void underSixRoundsTheLastCellsGo() {
    Plan fit = plan.within(Duration.ofMillis(2 * 6 * 10_660), leftOut::add);
    assertThat(fit.rounds()).isEqualTo(6);
    assertThat(fit.arms()).hasSize(2);
    assertThat(leftOut)
        .containsExactly(
            "rounds 7 to 10",
            "gather cpuTokens=1000 cpus=all fanOut=100 leaf=cpu variant=fail-fast");
  }

  @Test
  void oneCellOfEachPatternIsTheLeast() {
    assertThatThrownBy(() -> plan.within(Duration.ofSeconds(50), leftOut::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--budget gives 0 min 50 s, one cell of each pattern takes 1 min 3 s; give more, or"
                + " fewer patterns, models or JDKs");
  }

  private static Plan plan() {
    return new Wanted(
            List.of(Patterns.of("gather")),
            List.of(Model.LOOP),
            List.of(
                new Jdk(
                    "25", Path.of("jdk"), Path.of("java"), 25, "25.0.1+1", "Maker", Jdk.HOT_SPOT)),
            Preset.STANDARD,
            10,
            Arms.choices(
                Map.of(
                    "leaf",
                    List.of("cpu"),
                    "variant",
                    List.of("fail-fast"),
                    "fanOut",
                    List.of("1", "10", "100"))),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }
}
