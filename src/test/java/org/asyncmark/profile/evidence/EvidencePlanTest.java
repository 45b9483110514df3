package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.profile.Instrument;
import org.junit.jupiter.api.Test;

class EvidencePlanTest {
  private static final Map<String, Integer> FEATURES = Map.of("17", 17, "25", 25);

  @Test
  void eachArmIsRecordedOnceAndItsSystemCallsAreCountedOnce() {
    assertThat(forks(EvidencePlan.of(profiled(Model.LOOP), false, FEATURES, "")))
        .containsExactlyInAnyOrder(
            "17 loop JFR x1",
            "17 loop SYSTEM_CALLS x1",
            "25 loop JFR x1",
            "25 loop SYSTEM_CALLS x1");
  }

  @Test
  void whereSystemCallsCannotBeCountedABareForkGivesTheOtherCounts() {
    assertThat(forks(EvidencePlan.of(profiled(Model.LOOP), false, FEATURES, "no perf")))
        .containsExactlyInAnyOrder(
            "17 loop JFR x1", "17 loop NONE x1", "25 loop JFR x1", "25 loop NONE x1");
  }

  @Test
  void theCostIsMeasuredOnVirtualThreadsOfTheNewestJdk() {
    EvidencePlan plan =
        EvidencePlan.of(profiled(Model.LOOP, Model.VIRTUAL), true, FEATURES, "no perf");
    assertThat(plan.costArm())
        .hasValueSatisfying(arm -> assertThat(arm.jdk() + arm.model()).isEqualTo("25virtual"));
    assertThat(forks(plan))
        .filteredOn(fork -> fork.endsWith("x6"))
        .containsExactlyInAnyOrder(
            "25 virtual NONE x6", "25 virtual JFR x6", "25 virtual AGENT x6", "25 virtual CPU x6");
    assertThat(forks(plan)).doesNotHaveDuplicates().doesNotContain("25 virtual JFR x1");
  }

  @Test
  void withoutVirtualThreadsTheCostIsMeasuredOnTheNewestJdk() {
    assertThat(EvidencePlan.of(profiled(Model.LOOP), true, FEATURES, "").costArm())
        .hasValueSatisfying(arm -> assertThat(arm.jdk() + arm.model()).isEqualTo("25loop"));
  }

  @Test
  void anInstrumentThatDoesNotWorkHasNoForks() {
    EvidencePlan plan =
        EvidencePlan.of(profiled(Model.LOOP), true, FEATURES, "").without(Instrument.AGENT);
    assertThat(forks(plan)).hasSize(6).noneMatch(fork -> fork.contains("AGENT"));
  }

  @Test
  void theForksLieInAFolderOfTheirOwn() {
    assertThat(EvidencePlan.of(profiled(Model.LOOP), false, FEATURES, "").plan().runId())
        .isEqualTo("evidence");
  }

  private static List<String> forks(EvidencePlan plan) {
    return plan.plan().arms().stream()
        .map(
            planned ->
                planned.arm().jdk()
                    + " "
                    + planned.arm().model()
                    + " "
                    + Instrument.of(planned.arm())
                    + " x"
                    + planned.rounds())
        .toList();
  }

  private static Plan profiled(Model... models) {
    return new Wanted(
            List.of(Patterns.of("gather")),
            List.of(models),
            List.of(jdk(17), jdk(25)),
            Preset.QUICK,
            1,
            Arms.choices(Map.of("leaf", List.of("timer"), "fanOut", List.of("10"))),
            List.of(new Cpus("all")),
            Placebo.NONE)
        .plan(heading());
  }

  static Jdk jdk(int feature) {
    Path home = Path.of("/jdk" + feature);
    return new Jdk(
        Integer.toString(feature),
        home,
        home.resolve("bin/java"),
        feature,
        feature + "+1",
        "V",
        Jdk.HOT_SPOT);
  }

  static Wanted.Heading heading() {
    return new Wanted.Heading(
        "r", "2026-01-01T00:00:00Z", new Source("abcdef0", false, "00"), 1, List.of());
  }
}
