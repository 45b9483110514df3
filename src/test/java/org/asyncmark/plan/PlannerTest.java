package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Multiplicity;
import org.asyncmark.analyse.Question;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.OwnCode;
import org.asyncmark.jdk.OwnJar;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

public class PlannerTest {
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
  void flagsOfARuntimeAreThoseOfItsForksAlone() {
    Jdk parallel = JDK_25.named("par").with(List.of("-XX:+UseParallelGC", "-Xmx2g"));
    Plan plan = plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK_25, parallel);
    Map<String, List<String>> flags = new TreeMap<>();
    plan.arms().forEach(each -> flags.put(each.arm().jdk(), plan.jvmFlags(each.arm())));
    assertThat(flags.get("25")).isEqualTo(plan.jvmFlags()).contains("-XX:+UseSerialGC");
    assertThat(flags.get("par"))
        .doesNotContain("-XX:+UseSerialGC")
        .endsWith("-XX:+UseParallelGC", "-Xmx2g");
    assertThat(plan.jdks())
        .extracting(PlannedJdk::label)
        .containsExactly("25.0.1+1 Maker", "25.0.1+1 Maker -XX:+UseParallelGC -Xmx2g");
  }

  @Test
  void aRuntimeWithFlagsIsFoundAgainByItsBuild() {
    Jdk parallel = JDK_25.named("par").with(List.of("-XX:+UseParallelGC"));
    Plan plan = plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK_25, parallel);
    assertThat(plan.installedAmong(List.of(JDK_17, JDK_25))).containsExactly(JDK_25, parallel);
  }

  private static Jdk build(String name, String hash) {
    OwnCode code =
        new OwnCode(
            List.of(new OwnJar("own.jar", hash)),
            List.of(Path.of("own.jar")),
            "suite.jar:" + name + ".jar");
    return JDK_25.named(name).running(code);
  }

  @Test
  void aBuildIsFoundAgainByItsJarsWhateverTheirNames() {
    Jdk base = build("base", "1234567890");
    Jdk candidate = build("candidate", "abcdefabcd");
    Plan plan = plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), base, candidate);
    assertThat(plan.jdks())
        .extracting(PlannedJdk::label)
        .containsExactly(
            "25.0.1+1 Maker with own.jar 1234567", "25.0.1+1 Maker with own.jar abcdefa");
    assertThat(plan.installedAmong(List.of(JDK_25, candidate, base)))
        .containsExactly(base, candidate);
  }

  @Test
  void noQuestionStandsForBuilds() {
    Plan plan =
        plan(
            Preset.QUICK,
            6,
            Map.of("leaf", List.of("cpu")),
            build("base", "1234567890"),
            build("candidate", "abcdefabcd"));
    assertThat(plan.declaring(0.03).terms().question()).isNull();
    assertThat(plan.declaring(0.03, null, Question.of("base:loop", "candidate:loop")).terms())
        .extracting(terms -> terms.question().inWords())
        .isEqualTo("base:loop → candidate:loop");
  }

  @Test
  void aCellCarriesOnlyParametersThatHaveAnEffect() {
    Plan plan =
        plan(Preset.QUICK, 6, Map.of("leaf", List.of("cpu"), "fanOut", List.of("7")), JDK_25);
    assertThat(plan.arms())
        .extracting(planned -> planned.arm().model() + " " + planned.arm().allParams().keySet())
        .containsExactly(
            "platform [cpuTokens, cpus, fanOut, leaf, mechanism, poolSize, variant]",
            "virtual [cpuTokens, cpus, fanOut, leaf, mechanism, variant]",
            "future [cpuTokens, cpus, fanOut, leaf, mechanism, poolSize, variant]",
            "loop [cpuTokens, cpus, fanOut, leaf, mechanism, variant]");
  }

  @Test
  void thePoolOfTheFutureModelHasNoPartInHttp() {
    Plan plan = plan(Preset.QUICK, 6, Map.of("fanOut", List.of("100")), JDK_25);
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().own().containsKey("poolSize"))
        .extracting(planned -> planned.arm().model())
        .containsOnly("platform");
  }

  @Test
  void quickMeasuresEachPatternOnOneCpuInEveryRound() {
    assertThat(roundsOf(Preset.QUICK.patterns(), PlannerTest::onTwoCpus))
        .containsExactlyInAnyOrder(
            "gather on 1 x6", "fanout on 1 x6", "queue on 1 x6", "lock on 1 x6");
  }

  @Test
  void whereNoForkCanBeBoundTheSameIsMeasuredOnAllCpus() {
    assertThat(
            roundsOf(Preset.QUICK.patterns(), cpus -> Placement.of(cpus, List.of(), 2, 2, false)))
        .containsExactlyInAnyOrder(
            "gather on all x6", "fanout on all x6", "queue on all x6", "lock on all x6");
  }

  @Test
  void quickGoesPatternAfterPatternAndLongerPresetsRoundByRound() {
    Plan quick = wholePlan(Preset.QUICK);
    assertThat(quick.blocks())
        .extracting(block -> block.pattern() + " " + block.round())
        .startsWith("gather 1", "gather 2")
        .containsSubsequence("gather 6", "fanout 1", "fanout 6", "queue 1")
        .endsWith("lock 6");
    assertThat(wholePlan(Preset.DECIDE).blocks())
        .extracting(block -> block.pattern() + " " + block.round())
        .containsSubsequence("gather 1", "lock 1", "gather 2");
    assertThat(quick.blocks())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 6)
                .boxed()
                .flatMap(round -> quick.blocks(round).stream())
                .toList());
    assertThat(quick.declaring(0.03).byPattern()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, 17 25, 16, 4",
    "DECIDE, 17 25, 60, 0",
    "STANDARD, 17 21 25, 480, 0",
    "PUBLISH, 17 21 25, 480, 0"
  })
  void aPresetEndsInItsTime(Preset preset, String jdks, int mostMinutes, int mostForFirst) {
    Plan plan =
        new Wanted(
                preset.patterns(),
                preset.models(),
                Stream.of(jdks.split(" ")).map(feature -> jdk(Integer.parseInt(feature))).toList(),
                preset,
                preset.rounds(),
                Arms.choices(Map.of()),
                List.of(),
                preset.placebo())
            .plan(heading(), PlannerTest::onTwoCpus)
            .inBlocks(new Room(18L << 30, 15_000));
    assertThat(Duration.ofMillis(plan.expectedMillis()))
        .isLessThan(Duration.ofMinutes(mostMinutes));
    if (mostForFirst > 0) {
      assertThat(Duration.ofMillis(plan.firstMillis()))
          .isLessThan(Duration.ofMinutes(mostForFirst));
    }
    int largest =
        plan.declaring(0.03).terms().families().stream()
            .mapToInt(DeclaredFamily::size)
            .max()
            .orElseThrow();
    if (preset != Preset.QUICK) { // which is for screening
      assertThat(preset.rounds()).isGreaterThanOrEqualTo(Multiplicity.leastRounds(largest, 0.05));
    }
  }

  private static Plan wholePlan(Preset preset) {
    return new Wanted(
            preset.patterns(),
            List.of(Model.PLATFORM, Model.LOOP),
            List.of(JDK_25),
            preset,
            preset.rounds(),
            Arms.choices(Map.of()),
            List.of(),
            Placebo.NONE)
        .plan(heading(), PlannerTest::onTwoCpus);
  }

  @Test
  void aPlacementThatTheMachineCannotGiveIsAbsentWithItsReason() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(JDK_25),
                Preset.QUICK,
                6,
                Arms.choices(Map.of()),
                List.of(Cpus.ALL, new Cpus("3")),
                Placebo.NONE)
            .plan(heading(), PlannerTest::onTwoCpus);
    assertThat(plan.absent())
        .extracting(absent -> absent.arm().params().get(Cpus.PARAM) + ": " + absent.reason())
        .containsExactly("3: n/a (this machine has 2 CPUs; use --cpus 1, 2 or all)");
    assertThat(plan.arms()).hasSize(1);
  }

  @Test
  void aPoolForWorkHasAThreadForEachCpuOfItsFork() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.PLATFORM),
                List.of(JDK_25),
                Preset.QUICK,
                6,
                Arms.choices(Map.of("leaf", List.of("cpu"))),
                List.of(new Cpus("1"), new Cpus("0+1")),
                Placebo.NONE)
            .plan(heading(), PlannerTest::onTwoCpus);
    assertThat(plan.arms())
        .extracting(
            planned ->
                planned.arm().params().get(Cpus.PARAM) + ": " + planned.arm().own().get("poolSize"))
        .containsExactly("0+1: 2", "1: 1");
  }

  @Test
  void thePlaceboIsTheFirstModelOfEachPlacementOnTheBaseline() {
    assertThat(placebos(Placebo.ONE, 6))
        .containsExactly("17-again platform all", "17-again platform 1");
  }

  @Test
  void everyModelOfACellMayHaveItsPlacebo() {
    assertThat(placebos(Placebo.CELL, 6))
        .containsExactly(
            "17-again platform all", "17-again loop all", "17-again platform 1", "17-again loop 1");
  }

  @Test
  void aPlaceboThatIsAskedForWantsEnoughRounds() {
    assertThatThrownBy(() -> Placebo.ALL.requireRounds(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--placebo all wants 6 rounds or more, got 5; fewer give no verdict on it");
    assertThat(Placebo.NONE.requireRounds(1)).isEqualTo(Placebo.NONE);
  }

  @Test
  void tooFewRoundsForAVerdictHaveNoPlacebo() {
    assertThat(placebos(Placebo.ALL, 5)).isEmpty();
  }

  private static List<String> placebos(Placebo placebo, int rounds) {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.PLATFORM, Model.LOOP),
                List.of(JDK_17, JDK_25),
                Preset.QUICK,
                rounds,
                Arms.choices(Map.of("fanOut", List.of("10", "100"))),
                List.of(Cpus.ALL, new Cpus("1")),
                placebo)
            .plan(heading(), PlannerTest::onTwoCpus);
    return plan.arms().stream()
        .map(PlannedArm::arm)
        .filter(arm -> arm.jdk().endsWith("-again"))
        .map(arm -> arm.jdk() + " " + arm.model() + " " + arm.params().get(Cpus.PARAM))
        .toList();
  }

  static Placement onTwoCpus(Cpus cpus) {
    return Placement.of(cpus, List.of(0, 1), 2, 2, true);
  }

  private static Set<String> roundsOf(List<Pattern> patterns, Function<Cpus, Placement> places) {
    Plan plan =
        new Wanted(
                patterns,
                List.of(Model.LOOP),
                List.of(JDK_25),
                Preset.QUICK,
                6,
                Arms.choices(Map.of()),
                List.of(),
                Placebo.NONE)
            .plan(heading(), places);
    return plan.arms().stream()
        .map(
            planned ->
                planned.arm().pattern()
                    + " on "
                    + planned.arm().params().get(Cpus.PARAM)
                    + " x"
                    + planned.rounds())
        .collect(Collectors.toSet());
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
            "unknown parameter 'fanout' of gather; did you mean fanOut? choose from leaf, variant, fanOut, cpuTokens,"
                + " delayMicros, payloadBytes, connections, mechanism, poolSize");
  }

  @Test
  void aValueOutsideItsRangeNamesTheRange() {
    assertThatThrownBy(() -> plan(Preset.QUICK, 6, Map.of("fanOut", List.of("0")), JDK_25))
        .hasMessage("parameter fanOut got '0'; give a whole number from 1 to 1000000");
    assertThatThrownBy(() -> plan(Preset.QUICK, 6, Map.of("leaf", List.of("disk")), JDK_25))
        .hasMessage("parameter leaf got 'disk'; choose from cpu, timer, http");
  }

  private static Wanted wanted(
      String pattern, Model model, String param, String value, String cpus) {
    return new Wanted(
        List.of(Patterns.of(pattern)),
        List.of(model),
        List.of(JDK_17),
        Preset.QUICK,
        6,
        Arms.choices(Map.of(param, List.of(value))),
        List.of(new Cpus(cpus)),
        Placebo.NONE);
  }

  @Test
  void moreCpusThanTheProcessMayUseLeaveNothingToMeasure() {
    assertThatThrownBy(
            () ->
                wanted("gather", Model.LOOP, "leaf", "cpu", "2")
                    .plan(heading(), cpus -> Placement.of(cpus, List.of(0), 2, 1, true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "nothing to measure: n/a (this process may use CPU 0 only (of 2); use --cpus 1 or all)");
  }

  @Test
  void aValueThatAModelCannotHaveLeavesNothingToMeasure() {
    assertThatThrownBy(() -> wanted("queue", Model.LOOP, "capacity", "0", "all").plan(heading()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "nothing to measure: n/a (the loop's queue is asyncio's, where 0 stands for no limit);"
                + " choose another model with --model or other values with --param");
  }

  @Test
  void aPatternBesideTheCoreHasOneCellOnTheMainPlacementOfStandardUnlessItIsNamed() {
    assertThat(standard(Patterns.calls()))
        .contains("gather cpus=1", "gather cpus=all", "event cpus=1")
        .doesNotContain("event cpus=all");
    assertThat(standard(List.of(Patterns.of("event")))).contains("event cpus=1", "event cpus=all");
  }

  @Test
  void standardLeavesOutWhatServicesBuildOfCallsUnlessItIsNamed() {
    assertThat(Preset.STANDARD.patterns())
        .extracting(Pattern::id)
        .startsWith("gather", "fanout")
        .contains("pitfalls")
        .doesNotContain("pool", "session");
  }

  private static Set<String> standard(List<Pattern> patterns) {
    return new Wanted(
            patterns,
            List.of(Model.LOOP),
            List.of(JDK_17),
            Preset.STANDARD,
            10,
            Arms.choices(Map.of()),
            List.of(),
            Placebo.NONE)
        .plan(heading(), PlannerTest::onTwoCpus).arms().stream()
            .map(PlannedArm::arm)
            .map(arm -> arm.pattern() + " cpus=" + arm.params().get("cpus"))
            .collect(Collectors.toSet());
  }

  @Test
  void onlyVirtualThreadsOnJdk17LeavesNothingToMeasure() {
    assertThatThrownBy(
            () ->
                new Wanted(
                        Patterns.core(),
                        List.of(Model.VIRTUAL),
                        List.of(JDK_17),
                        Preset.QUICK,
                        6,
                        Arms.choices(Map.of()),
                        List.of(Cpus.ALL),
                        Placebo.NONE)
                    .plan(heading()))
        .hasMessage(
            "nothing to measure: n/a (virtual threads are final from JDK 21); add a newer JDK with"
                + " --jdk or another model with --model");
  }

  @Test
  void aModelTakesItsFirstMechanismUnlessAnotherIsAskedFor() {
    assertThat(armsOf(Map.of(), SizedBenchmark.PATTERN))
        .containsExactly(
            "platform mechanism=fair size=10",
            "future mechanism=own size=10",
            "loop mechanism=turns size=10");
  }

  @Test
  void allMechanismsAreArmsOfTheSameCell() {
    assertThat(armsOf(Map.of("mechanism", List.of("all")), SizedBenchmark.PATTERN))
        .containsExactly(
            "platform mechanism=fair size=10",
            "platform mechanism=unfair size=10",
            "future mechanism=own size=10",
            "loop mechanism=turns size=10");
  }

  @Test
  void anArmThatTwoSeriesNameIsMeasuredOnce() {
    List<String> arms =
        armsOf(
            Map.of("fanOut", List.of("100"), "mechanism", List.of("all", "async-leaf")),
            Patterns.of("gather"));
    assertThat(arms).doesNotHaveDuplicates().hasSize(4);
    assertThat(arms).filteredOn(arm -> arm.startsWith("future")).hasSize(2);
  }

  @Test
  void aModelWithoutTheMechanismThatWasAskedForIsAbsentWithItsChoices() {
    assertThat(armsOf(Map.of("mechanism", List.of("unfair")), SizedBenchmark.PATTERN))
        .containsExactly("platform mechanism=unfair size=10");
    assertThat(absencesOf(Map.of("mechanism", List.of("unfair"))))
        .containsExactly("future n/a (future has own)", "loop n/a (loop has turns)");
  }

  @Test
  void aCellThatAModelCannotDoIsAbsentWithTheReasonOfThePattern() {
    assertThat(absencesOf(Map.of("size", List.of("0")))).containsExactly("loop n/a (no size 0)");
  }

  @Test
  void aMechanismThatAJdkLacksIsAbsentThereAndMeasuredOnTheOthers() {
    Plan plan = unfair(JDK_17, JDK_25);
    assertThat(plan.arms()).extracting(each -> each.arm().jdk()).containsExactly("25");
    assertThat(plan.absent())
        .extracting(each -> each.arm().jdk() + " " + each.reason())
        .containsExactly("17 n/a (unfair from JDK 21)");
    assertThatThrownBy(() -> unfair(JDK_17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "nothing to measure: n/a (unfair from JDK 21); add a newer JDK with --jdk or another"
                + " model with --model");
  }

  private static Plan unfair(Jdk... jdks) {
    return new Wanted(
            List.of(SizedBenchmark.PATTERN),
            List.of(Model.PLATFORM),
            List.of(jdks),
            Preset.QUICK,
            6,
            Arms.choices(Map.of("mechanism", List.of("unfair"))),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(heading());
  }

  @Test
  void cellsStandInTheOrderOfTheirNumbers() {
    assertThat(armsOf(Map.of("size", List.of("1000", "9", "10")), SizedBenchmark.PATTERN))
        .filteredOn(arm -> arm.startsWith("loop"))
        .containsExactly(
            "loop mechanism=turns size=9",
            "loop mechanism=turns size=10",
            "loop mechanism=turns size=1000");
  }

  @Test
  void aParameterOfOnePatternLeavesTheOthersAlone() {
    assertThat(armsOf(Map.of("size", List.of("3")), SizedBenchmark.PATTERN, Patterns.of("gather")))
        .contains("loop mechanism=turns size=3")
        .anyMatch(arm -> arm.startsWith("loop connections=64 delayMicros=0 fanOut=100"));
  }

  @Test
  void aDeadlineThatAHealthyForkWouldMissIsRefused() {
    Plan plan = plan(Preset.QUICK, 6, Map.of(), JDK_25);
    assertThat(plan.deadline(Duration.ofSeconds(10)).fork().deadlineMillis()).isEqualTo(10_000);
    assertThatThrownBy(() -> plan.deadline(Duration.ofSeconds(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--deadline got 8 s, a healthy fork may take 9.151 s; give more");
  }

  @Test
  void thePlanKeepsTheWarningsOfAJdkBuildThatMayHang() {
    assertThat(plan(Preset.QUICK, 6, Map.of(), JDK_17, JDK_25).jdks())
        .extracting(planned -> planned.name() + ": " + planned.warnings().size())
        .containsExactly("17: 0", "25: 2");
    assertThat(plan(Preset.QUICK, 6, Map.of(), JDK_25).jdks().get(0).warnings().get(0))
        .isEqualTo(
            "25.0.1+1 Maker has JDK-8369227: a parked virtual thread may never be resumed, so that a"
                + " fork hangs; use 25.0.3 or newer");
  }

  @Test
  void aPlanFindsItsJdksByTheirBuildAndGivesThemTheirNames() {
    Plan plan = plan(Preset.SMOKE, 1, Map.of(), JDK_17);
    assertThat(plan.installedAmong(List.of(JDK_25, JDK_17.named("other"))))
        .singleElement()
        .satisfies(found -> assertThat(found.name()).isEqualTo("17"));
    assertThatThrownBy(() -> plan.installedAmong(List.of(JDK_25)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted JDK 17.0.1+1 Maker, as the run began with it, found none; name its folder with"
                + " --jdk-home 17=DIR");
  }

  @Test
  void anotherJarIsNotMixedIntoARun() {
    Source of = new Source("abcdef0", false, "00112233445566778899");
    of.requireSameJar(new Source("1234567", true, "00112233445566778899"));
    assertThatThrownBy(() -> of.requireSameJar(new Source("1234567", false, "ff")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted the code of the run, commit abcdef0, jar 001122334455, found commit 1234567, jar"
                + " ff; go on with that jar, or start a new run");
  }

  @Test
  void aRunHasAtLeastOneRound() {
    assertThatThrownBy(() -> plan(Preset.QUICK, 0, Map.of(), JDK_25))
        .hasMessage("--rounds must be 1 or more, got 0");
  }

  @Test
  void moreRoundsThanAManifestMayHaveAreRefusedBeforeTheyAreCounted() {
    assertThatThrownBy(() -> plan(Preset.QUICK, Integer.MAX_VALUE, Map.of(), JDK_25))
        .hasMessage("--rounds must be 100000 or fewer, got 2147483647");
  }

  public static Plan plan(
      Preset preset, int rounds, Map<String, List<String>> params, Jdk... jdks) {
    return new Wanted(
            List.of(Patterns.of("gather")),
            Model.ofJava(),
            List.of(jdks),
            preset,
            rounds,
            Arms.choices(params),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(heading());
  }

  private static List<String> armsOf(Map<String, List<String>> params, Pattern... patterns) {
    Plan plan =
        new Wanted(
                List.of(patterns),
                List.of(Model.PLATFORM, Model.FUTURE, Model.LOOP),
                List.of(JDK_25),
                Preset.QUICK,
                6,
                Arms.choices(params),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .plan(heading());
    return plan.arms().stream()
        .map(
            planned ->
                planned.arm().model()
                    + " "
                    + planned.arm().paramsLabel().replaceFirst("\\bcpus=all ", ""))
        .toList();
  }

  private static List<String> absencesOf(Map<String, List<String>> params) {
    return new Wanted(
            List.of(SizedBenchmark.PATTERN),
            List.of(Model.PLATFORM, Model.FUTURE, Model.LOOP),
            List.of(JDK_25),
            Preset.QUICK,
            6,
            Arms.choices(params),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(heading()).absent().stream()
            .map(absent -> absent.arm().model() + " " + absent.reason())
            .toList();
  }

  /** A pattern with a size, two mechanisms on threads, one on futures and one on the loop. */
  public static final class SizedBenchmark extends PatternBenchmark {
    static final Pattern PATTERN =
        Pattern.of("sized", "for tests", SizedBenchmark::new, Way.values())
            .cells(Pattern.Sizing.TELLING, "size=10");

    @Param("10")
    @Means("a number")
    @Range(min = 0, max = 1_000)
    int size;

    @Override
    public Pattern pattern() {
      return PATTERN;
    }

    @Override
    protected boolean onPool() {
      return false;
    }

    @Override
    protected @Nullable String absence() {
      return size == 0 && model == Model.LOOP ? "n/a (no size 0)" : null;
    }

    @Override
    protected WarmUp.Op open() {
      throw new AssertionError("only planned");
    }

    @Benchmark
    public void measured() {}
  }

  private enum Way implements Mechanism {
    FAIR(Model.PLATFORM, Model.VIRTUAL),
    UNFAIR(Model.PLATFORM, Model.VIRTUAL),
    OWN(Model.FUTURE),
    TURNS(Model.LOOP);

    private final Set<Model> models;

    Way(Model... models) {
      this.models = Set.of(models);
    }

    @Override
    public Set<Model> models() {
      return models;
    }

    @Override
    public @Nullable String absenceOn(int jdkFeature) {
      return this == UNFAIR && jdkFeature < 21 ? "n/a (unfair from JDK 21)" : null;
    }
  }

  static Wanted.Heading heading() {
    return new Wanted.Heading(
        "run", "2026-11-21T00:00:00Z", new Source("abcdef0", false, "00"), 1, List.of());
  }

  public static Jdk jdk(int feature) {
    Path home = Path.of("jdk-" + feature);
    return new Jdk(
        String.valueOf(feature),
        home,
        home.resolve("bin/java"),
        feature,
        feature + ".0.1+1",
        "Maker",
        Jdk.HOT_SPOT);
  }
}
