package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FewRequestsTest {
  /** Returns the line of a plan of three windows of a second. */
  private static String line(@Nullable String slo, Traffic.Spacing arrivals, long... rates) {
    List<Value> values = LongStream.of(rates).mapToObj(Value::of).toList();
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(PlannerTest.jdk(25)),
                Preset.QUICK,
                6,
                Arms.choices(Map.of()),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .offering(new Offered(values, List.of(), arrivals, true), what -> {})
            .plan(
                new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of())
                    .keeping(slo));
    return FewRequests.in(plan);
  }

  @Test
  void aRateWithoutTheRequestsOfThePercentileIsToldWithWhatWouldDo() {
    assertThat(line("p99=10ms", Traffic.Spacing.FIXED, 100, 200, 500))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "  WARNING: p99 takes 1 000 requests in each fork, and about 300, 600 come at 100/s,"
                    + " 200/s: whether the limit is held there may not be known; -- -i 10 gives"
                    + " forks enough%n"));
  }

  @Test
  void aLowerPercentileTakesFewer() {
    assertThat(line("p90=10ms", Traffic.Spacing.FIXED, 100)).isEmpty();
  }

  @Test
  void requestsThatComeByChanceMayBeFewer() {
    assertThat(line("p99=10ms", Traffic.Spacing.FIXED, 340)).isEmpty();
    assertThat(line("p99=10ms", Traffic.Spacing.POISSON, 340))
        .contains("about 1 020 come at 340/s, by chance fewer");
    assertThat(line("p99=10ms", Traffic.Spacing.POISSON, 370)).isEmpty();
  }

  @Test
  void moreTurnsThanThereMayBeAreNotProposed() {
    assertThat(line("p99.99=10ms", Traffic.Spacing.FIXED, 1))
        .endsWith(
            "; higher rates or longer turns, -- -r 10s, give forks more" + System.lineSeparator())
        .contains("p99.99 takes 100 000 requests in each fork, and about 3 come at 1/s: ");
  }

  @Test
  void withoutALimitThereIsNothingToHold() {
    assertThat(line(null, Traffic.Spacing.FIXED, 1)).isEmpty();
  }
}
