package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Offered;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.junit.jupiter.api.Test;

class ForkBenchmarkTest {
  private static final Plan PLAN =
      new Wanted(
              List.of(Patterns.of("gather")),
              List.of(Model.PLATFORM, Model.LOOP),
              List.of(PlannerTest.jdk(25)),
              Preset.QUICK,
              6,
              Arms.choices(Map.of()),
              List.of(Cpus.ALL),
              Placebo.NONE)
          .offering(
              new Offered(List.of(Value.of(200)), List.of(), Traffic.Spacing.POISSON, true),
              what -> {})
          .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 5, List.of()));

  private static ForkBenchmark benchmark(String model, String param, int round) {
    Arm arm =
        PLAN.arms().stream()
            .map(planned -> planned.arm())
            .filter(each -> each.model().equals(model) && each.params().containsKey(param))
            .findFirst()
            .orElseThrow();
    return ForkBenchmark.of(PLAN, arm, round);
  }

  @Test
  void aRateIsMeasuredByTheOpenLoop() {
    ForkBenchmark benchmark = benchmark("loop", "rate", 2);
    assertThat(benchmark.method()).isEqualTo("org.asyncmark.pattern.OpenLoop.window");
    assertThat(benchmark.params())
        .containsEntry("pattern", "gather")
        .containsEntry("model", "LOOP")
        .containsEntry("rate", "200.0")
        .containsEntry("arrivals", "POISSON")
        .containsEntry("callers", "0")
        .containsEntry("windowMillis", "1000")
        .containsEntry("warmUpMillis", "200")
        .containsEntry("seed", "2000005");
  }

  @Test
  void theCellIsTextThatItsPatternUnderstands() {
    String cell = benchmark("platform", "rate", 1).params().get("cell");
    assertThat(Patterns.of("gather").values(cell))
        .containsEntry("fanOut", List.of(Value.of(100)))
        .containsEntry("poolSize", List.of(Value.of(64)))
        .doesNotContainKeys("rate", "arrivals", "cpus", "requestPool");
  }

  @Test
  void allModelsOfARoundHaveTheSameArrivals() {
    assertThat(benchmark("loop", "rate", 2).params().get("seed"))
        .isEqualTo(benchmark("platform", "rate", 2).params().get("seed"))
        .isNotEqualTo(benchmark("loop", "rate", 3).params().get("seed"));
  }

  @Test
  void callersAreMeasuredByTheSameBenchmark() {
    assertThat(benchmark("loop", "clients", 1).params())
        .containsEntry("callers", "64")
        .containsEntry("rate", "0.0");
  }

  @Test
  void anIterationIsToldToBeShorterThanItsWindow() {
    assertThat(benchmark("loop", "rate", 1).inWindows()).isTrue();
    assertThat(PLAN.fork().oneOpEach().measuredMillis()).isEqualTo(1);
  }
}
