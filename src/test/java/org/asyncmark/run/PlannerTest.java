package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Jdk JDK_17 = jdk(17);
  private static final Jdk JDK_25 = jdk(25);

  @Test
  void virtualThreadsAreAbsentFromJdk17WithTheirReason() {
    Plan plan = plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK_17, JDK_25);
    assertThat(plan.arms())
        .extracting(planned -> planned.arm().jdk() + " " + planned.arm().model())
        .contains("25 virtual")
        .doesNotContain("17 virtual");
    assertThat(plan.absent())
        .extracting(
            absent -> absent.arm().jdk() + " " + absent.arm().model() + ": " + absent.reason())
        .containsOnly("17 virtual: n/a (virtual threads are final from JDK 21)");
  }

  @Test
  void aCellCarriesOnlyParametersThatHaveAnEffect() {
    Plan plan =
        plan(Preset.QUICK, 6, Map.of("leaf", List.of("cpu"), "fanOut", List.of("7")), JDK_25);
    assertThat(plan.arms())
        .extracting(planned -> planned.arm().model() + " " + planned.arm().params().keySet())
        .containsExactly(
            "platform [cpuTokens, fanOut, leaf, poolSize, variant]",
            "virtual [cpuTokens, fanOut, leaf, variant]",
            "future [cpuTokens, fanOut, leaf, poolSize, variant]",
            "loop [cpuTokens, fanOut, leaf, variant]");
  }

  @Test
  void thePoolOfTheFutureModelHasNoPartInHttp() {
    Plan plan = plan(Preset.QUICK, 6, Map.of("fanOut", List.of("100")), JDK_25);
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().params().containsKey("poolSize"))
        .extracting(planned -> planned.arm().model())
        .containsOnly("platform");
  }

  @Test
  void quickMeasuresTheTellingCellInEveryRoundAndItsNeighboursInAThird() {
    Plan plan = plan(Preset.QUICK, 6, Map.of(), JDK_25);
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().model().equals("loop"))
        .extracting(planned -> planned.arm().params().get("fanOut") + " x" + planned.rounds())
        .containsExactly("10 x2", "100 x6", "1000 x2");
    assertThat(plan.order(3)).hasSize(4);
  }

  @Test
  void theSameSeedGivesTheSameOrderAndAnotherSeedAnother() {
    Plan plan = plan(Preset.STANDARD, 10, Map.of(), JDK_17, JDK_25);
    Plan again = plan(Preset.STANDARD, 10, Map.of(), JDK_17, JDK_25);
    assertThat(plan.order(4)).isEqualTo(again.order(4));
    assertThat(plan.order(4)).isNotEqualTo(plan.order(5));
    assertThat(new HashSet<>(plan.order(4))).isEqualTo(new HashSet<>(plan.order(5)));
  }

  @Test
  void anUnknownParameterNamesTheChoices() {
    assertThatThrownBy(() -> plan(Preset.QUICK, 6, Map.of("fanout", List.of("1")), JDK_25))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown parameter 'fanout' of gather; choose from leaf, variant, fanOut, cpuTokens,"
                + " delayMicros, payloadBytes, connections, poolSize");
  }

  @Test
  void aValueOutsideItsRangeNamesTheRange() {
    assertThatThrownBy(() -> plan(Preset.QUICK, 6, Map.of("fanOut", List.of("0")), JDK_25))
        .hasMessage("parameter fanOut got '0'; give a whole number from 1 to 1000000");
    assertThatThrownBy(() -> plan(Preset.QUICK, 6, Map.of("leaf", List.of("disk")), JDK_25))
        .hasMessage("parameter leaf got 'disk'; choose from cpu, timer, http");
  }

  @Test
  void onlyVirtualThreadsOnJdk17LeavesNothingToMeasure() {
    assertThatThrownBy(
            () ->
                new Wanted(
                        Patterns.all(),
                        List.of(Model.VIRTUAL),
                        List.of(JDK_17),
                        Preset.QUICK,
                        6,
                        Map.of())
                    .plan(heading()))
        .hasMessage(
            "nothing to measure: n/a (virtual threads are final from JDK 21); add a newer JDK with"
                + " --jdk or another model with --model");
  }

  @Test
  void aRunHasAtLeastOneRound() {
    assertThatThrownBy(() -> plan(Preset.QUICK, 0, Map.of(), JDK_25))
        .hasMessage("--rounds must be 1 or more, got 0");
  }

  static Plan plan(Preset preset, int rounds, Map<String, List<String>> params, Jdk... jdks) {
    return new Wanted(
            Patterns.all(), Arrays.asList(Model.values()), List.of(jdks), preset, rounds, params)
        .plan(heading());
  }

  private static Wanted.Heading heading() {
    return new Wanted.Heading(
        "run", "2026-11-21T00:00:00Z", new Source("abcdef0", false, "00"), 1, List.of());
  }

  private static Jdk jdk(int feature) {
    Path home = Path.of("jdk-" + feature);
    return new Jdk(
        String.valueOf(feature),
        home,
        home.resolve("bin/java"),
        feature,
        feature + ".0.1+1",
        "Maker");
  }
}
