package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Question;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncioPlanTest {
  private static final Jdk JDK_17 = PlannerTest.jdk(17);
  private static final Jdk JDK_25 = PlannerTest.jdk(25);
  private static final Python PY_311 = python("py3.11", "3.11.7", Set.of());
  private static final Python PY_313 = python("py3.13", "3.13.0", Set.of(Python.AIOHTTP));
  private static final Model[] JAVA = Model.ofJava().toArray(Model[]::new);
  private static final Model[] ALL = Model.values();
  private static final Map<String, List<String>> HTTP =
      Map.of("leaf", List.of("http"), "fanOut", List.of("10"));

  @Test
  void aPythonHasTheArmsOfAsyncioAndAJdkTheOthers() {
    Plan plan = plan("gather", HTTP, List.of(PY_311), JAVA);
    assertThat(arms(plan))
        .containsExactly(
            "17 platform",
            "17 future",
            "17 loop",
            "25 platform",
            "25 virtual",
            "25 future",
            "25 loop",
            "py3.11 asyncio");
    assertThat(plan.absent())
        .extracting(absent -> absent.arm().model() + " " + absent.reason())
        .containsExactly("virtual n/a (virtual threads are final from JDK 21)");
    assertThat(plan.jdks()).extracting(PlannedJdk::name).containsExactly("17", "25", "py3.11");
  }

  @Test
  void aPythonIsPlannedUnderItsBuild() {
    Python freeThreaded = new Python("py3.13t", Path.of("python3"), "3.13.0", true, Python.UVLOOP);
    PlannedJdk planned = PlannedJdk.of(freeThreaded);
    assertThat(planned)
        .isEqualTo(
            new PlannedJdk(
                "py3.13t",
                0,
                "3.13.0 free-threaded, uvloop",
                "CPython",
                List.of(),
                null,
                "CPython",
                List.of(),
                List.of()));
    assertThat(planned.isPython()).isTrue();
    assertThat(planned.label()).isEqualTo(freeThreaded.label());
    assertThat(planned.inWords()).isEqualTo("CPython 3.13.0 free-threaded, uvloop");
    assertThat(PlannedJdk.of(JDK_25).isPython()).isFalse();
    assertThat(PlannedJdk.of(JDK_25).inWords()).isEqualTo("JDK 25.0.1+1 Maker");
  }

  @Test
  void asyncioHasTheSharedParametersOfTheLoopAndItsMechanismAlone() {
    Plan plan = plan("gather", HTTP, List.of(PY_311), JAVA);
    Arm loop = arm(plan, "loop");
    Arm asyncio = arm(plan, "asyncio");
    assertThat(asyncio.params()).isEqualTo(loop.params());
    assertThat(asyncio.own()).hasToString("{mechanism=asyncio}");
  }

  @Test
  void asyncioIsExpectedToTakeOneThreadAndTheTimeOfTheLoop() {
    Plan plan = plan("gather", Map.of("leaf", List.of("timer")), List.of(PY_311), JAVA);
    assertThat(expected(plan, "asyncio").threads()).isEqualTo(1);
    assertThat(expected(plan, "asyncio").opMicros())
        .isEqualTo(expected(plan, "loop").opMicros())
        .isPositive();
  }

  @Test
  void whatTheLoopCannotDoAsyncioCannotEither() {
    Plan plan = plan("queue", Map.of("capacity", List.of("0")), List.of(PY_311), ALL);
    assertThat(plan.absent())
        .filteredOn(absent -> absent.arm().model().equals("asyncio"))
        .extracting(absent -> absent.arm().jdk() + " " + absent.reason())
        .containsOnly("py3.11 n/a (the loop's queue is asyncio's, where 0 stands for no limit)");
  }

  @Test
  void unlessItIsNamedAsyncioIsInTheCoreAlone() {
    assertThat(arms(plan("wait", Map.of(), List.of(PY_311), JAVA)))
        .isNotEmpty()
        .noneMatch(arm -> arm.endsWith("asyncio"));
    assertThat(arms(plan("wait", Map.of(), List.of(PY_311), ALL))).contains("py3.11 asyncio");
  }

  @Test
  void aPythonWithoutAnArmIsNoPartOfThePlan() {
    assertThat(plan("wait", Map.of(), List.of(PY_311), JAVA).jdks())
        .extracting(PlannedJdk::name)
        .containsExactly("17", "25");
  }

  @Test
  void aJdkWithoutAnArmIsNoPartOfThePlan() {
    Plan plan = plan("gather", HTTP, List.of(PY_311, PY_313), Model.ASYNCIO);
    assertThat(arms(plan)).containsExactly("py3.11 asyncio", "py3.13 asyncio");
    assertThat(plan.jdks()).extracting(PlannedJdk::name).containsExactly("py3.11", "py3.13");
    assertThat(plan.declaring(0.03).terms().baseline()).isEqualTo("py3.11");
  }

  @Test
  void asyncioThatIsNamedIsAbsentWithoutAPython() {
    Plan plan = plan("gather", HTTP, List.of(), ALL);
    assertThat(plan.absent())
        .filteredOn(absent -> absent.arm().model().equals("asyncio"))
        .extracting(AbsentArm::reason)
        .containsExactly("n/a (no CPython 3.11 or newer was found)");
    assertThat(plan.jdks()).extracting(PlannedJdk::name).containsExactly("17", "25");
  }

  @Test
  void asyncioThatIsNotNamedIsNotMissed() {
    assertThat(plan("gather", HTTP, List.of(), JAVA).absent())
        .noneMatch(absent -> absent.arm().ofPython());
  }

  @Test
  void aiohttpIsMeasuredIfItIsAskedForWhereAPythonHasIt() {
    Map<String, List<String>> all = Map.of("leaf", List.of("http"), "mechanism", List.of("all"));
    Plan plan = plan("gather", all, List.of(PY_311, PY_313), ALL);
    assertThat(ofAsyncio(plan.arms().stream().map(PlannedArm::arm)))
        .containsExactly(
            "py3.11 {mechanism=asyncio}",
            "py3.13 {mechanism=asyncio}",
            "py3.13 {mechanism=aiohttp}");
    assertThat(plan.absent())
        .filteredOn(absent -> absent.arm().ofPython())
        .extracting(absent -> absent.arm().own() + " " + absent.reason())
        .containsExactly("{mechanism=aiohttp} n/a (py3.11 cannot import aiohttp)");
  }

  @Test
  void aiohttpHasNoPartInOtherLeaves() {
    Map<String, List<String>> timer = Map.of("leaf", List.of("timer"), "mechanism", List.of("all"));
    assertThat(
            ofAsyncio(
                plan("gather", timer, List.of(PY_313), ALL).arms().stream().map(PlannedArm::arm)))
        .containsExactly("py3.13 {mechanism=asyncio}");
  }

  @Test
  void noPlaceboIsOfAsyncio() {
    Plan plan = wanted(List.of(Patterns.of("gather")), HTTP, List.of(PY_311), Placebo.ALL, ALL);
    assertThat(plan.jdks())
        .extracting(PlannedJdk::name)
        .containsExactly("17", "25", "17-again", "py3.11");
    assertThat(arms(plan)).contains("17-again loop").doesNotContain("17-again asyncio");
    Plan alone =
        wanted(List.of(Patterns.of("gather")), HTTP, List.of(PY_311), Placebo.ALL, Model.ASYNCIO);
    assertThat(arms(alone)).containsExactly("py3.11 asyncio");
  }

  @Test
  void theQuestionOfARunIsOneOfJdks() {
    Plan plan = plan("gather", HTTP, List.of(PY_311), ALL).declaring(0.03);
    assertThat(plan.terms().question()).isEqualTo(Question.of("17:platform", "25:virtual"));
    Plan two = plan("gather", HTTP, List.of(PY_311), Model.PLATFORM, Model.ASYNCIO).declaring(0.03);
    assertThat(two.terms().question()).isEqualTo(Question.of("17:platform", "25:platform"));
  }

  @Test
  void aQuestionMayStartAtAsyncio() {
    Question question = Question.of("py3.11:asyncio", "25:virtual");
    Plan plan = plan("gather", HTTP, List.of(PY_311), ALL).declaring(0.03, null, question);
    assertThat(plan.terms().families())
        .filteredOn(family -> family.key().equals("question"))
        .extracting(DeclaredFamily::size)
        .containsExactly(1);
  }

  @Test
  void onePythonIsComparedWithNoJdk() {
    Plan without = plan("gather", HTTP, List.of(), JAVA);
    Plan with = plan("gather", HTTP, List.of(PY_311), JAVA);
    assertThat(ofJdks(with)).isEqualTo(ofJdks(without)).hasSize(1);
  }

  private static List<DeclaredFamily> ofJdks(Plan plan) {
    return plan.declaring(0.03).terms().families().stream()
        .filter(family -> family.key().equals("jdk"))
        .toList();
  }

  @Test
  void aPlanFindsItsPythonsByTheirBuild() {
    Plan plan = plan("gather", HTTP, List.of(PY_311), ALL);
    assertThat(plan.installedAmong(List.of(JDK_17, JDK_25, PY_313, PY_311.named("py3.11.7"))))
        .containsExactly(JDK_17, JDK_25, PY_311);
    assertThatThrownBy(() -> plan.installedAmong(List.of(JDK_17, JDK_25, PY_313)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted CPython 3.11.7, as the run began with it, found none; name its executable with"
                + " --python PATH");
  }

  @Test
  void aJdkThatIsCalledLikeAPythonIsRefused() {
    assertThatThrownBy(
            () ->
                new Wanted(
                    Patterns.core(),
                    Model.ofJava(),
                    List.of(JDK_17.named("py3.11")),
                    List.of(PY_311),
                    Preset.QUICK,
                    6,
                    Arms.choices(Map.of()),
                    List.of(Cpus.ALL),
                    Placebo.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a JDK and a Python with the name py3.11; give the JDK another name with --jdk-home"
                + " NAME=DIR");
  }

  @Test
  void everyPatternOfTheSuiteCanBePlannedForAsyncio() {
    Plan plan = wanted(Patterns.suite(), Map.of(), List.of(PY_311), Placebo.NONE, ALL);
    List<String> patterns = new ArrayList<>();
    Stream.concat(
            plan.arms().stream().map(PlannedArm::arm), plan.absent().stream().map(AbsentArm::arm))
        .filter(Arm::ofPython)
        .map(Arm::pattern)
        .distinct()
        .forEach(patterns::add);
    assertThat(patterns)
        .containsExactlyElementsOf(Patterns.suite().stream().map(Pattern::id).toList());
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().ofPython())
        .allMatch(planned -> planned.arm().own().toString().equals("{mechanism=asyncio}"));
  }

  static Stream<Preset> presets() {
    return Stream.of(Preset.values()).filter(Preset::hasAsyncio);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aPresetMeasuresAsyncioInTheCoreWhereThereIsAPython(Preset preset) {
    Plan plan =
        new Wanted(
                preset.patterns(),
                preset.models(),
                List.of(JDK_25),
                List.of(PY_311),
                preset,
                preset.rounds(),
                Arms.choices(Map.of()),
                List.of(),
                Placebo.NONE)
            .plan(PlannerTest.heading(), PlannerTest::onTwoCpus);
    assertThat(plan.arms().stream().map(PlannedArm::arm).filter(Arm::ofPython).map(Arm::pattern))
        .containsOnly("gather", "fanout", "queue", "lock");
  }

  @Test
  void aQuestionOfTwoModelsIsNotGivenAThird() {
    assertThat(Preset.DECIDE.hasAsyncio()).isFalse();
  }

  private static Plan plan(
      String pattern, Map<String, List<String>> params, List<Python> pythons, Model... models) {
    return wanted(List.of(Patterns.of(pattern)), params, pythons, Placebo.NONE, models);
  }

  private static Plan wanted(
      List<Pattern> patterns,
      Map<String, List<String>> params,
      List<Python> pythons,
      Placebo placebo,
      Model... models) {
    return new Wanted(
            patterns,
            List.of(models),
            List.of(JDK_17, JDK_25),
            pythons,
            Preset.QUICK,
            6,
            Arms.choices(params),
            List.of(Cpus.ALL),
            placebo)
        .plan(PlannerTest.heading());
  }

  private static List<String> arms(Plan plan) {
    return plan.arms().stream()
        .map(planned -> planned.arm().jdk() + " " + planned.arm().model())
        .toList();
  }

  private static List<String> ofAsyncio(Stream<Arm> arms) {
    return arms.filter(Arm::ofPython).map(arm -> arm.jdk() + " " + arm.own()).toList();
  }

  private static Arm arm(Plan plan, String model) {
    return planned(plan, model).arm();
  }

  private static Expected expected(Plan plan, String model) {
    return planned(plan, model).expected();
  }

  private static PlannedArm planned(Plan plan, String model) {
    return plan.arms().stream()
        .filter(planned -> planned.arm().model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static Python python(String name, String version, Set<String> packages) {
    return new Python(name, Path.of(name), version, false, Python.ASYNCIO, "main, GCC", packages);
  }
}
