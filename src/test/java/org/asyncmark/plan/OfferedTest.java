package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.junit.jupiter.api.Test;

class OfferedTest {
  private static final Offered RATES =
      new Offered(List.of(Value.of(200), Value.of(500)), List.of(), Traffic.Spacing.POISSON, true);

  private static final Offered LOADS =
      new Offered(List.of(), List.of(Value.of(50)), Traffic.Spacing.FIXED, true);

  private final List<String> leftOut = new ArrayList<>();

  private Plan plan(Offered offered, Placebo placebo, Pattern... patterns) {
    return closed(placebo, patterns)
        .offering(offered, leftOut::add)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }

  private static Wanted closed(Placebo placebo, Pattern... patterns) {
    return new Wanted(
        List.of(patterns),
        List.of(Model.PLATFORM, Model.LOOP),
        List.of(PlannerTest.jdk(25)),
        Preset.QUICK,
        6,
        Arms.choices(Map.of()),
        List.of(Cpus.ALL),
        placebo);
  }

  @Test
  void eachRateIsACellAndTheClosedLoopIsAnother() {
    assertThat(plan(RATES, Placebo.NONE, Patterns.of("gather")).arms())
        .extracting(planned -> traffic(planned.arm()) + " " + planned.arm().model())
        .containsExactlyInAnyOrder(
            "200/s poisson platform",
            "200/s poisson loop",
            "500/s poisson platform",
            "500/s poisson loop",
            "64 callers platform",
            "64 callers loop");
  }

  private static String traffic(Arm arm) {
    Map<String, Value> params = arm.params();
    return params.containsKey("clients")
        ? params.get("clients") + " callers"
        : params.get("rate") + "/s " + params.get("arrivals");
  }

  @Test
  void theClosedLoopIsMeasuredInHalfOfTheRounds() {
    assertThat(plan(RATES, Placebo.NONE, Patterns.of("gather")).arms())
        .filteredOn(planned -> planned.arm().params().containsKey("clients"))
        .extracting(PlannedArm::rounds)
        .containsOnly(3);
  }

  @Test
  void platformThreadsHaveAPoolForRequests() {
    assertThat(plan(RATES, Placebo.NONE, Patterns.of("gather")).arms())
        .filteredOn(planned -> planned.arm().own().containsKey("requestPool"))
        .allMatch(planned -> planned.arm().model().equals("platform"))
        .allMatch(planned -> planned.expected().threads() > 200)
        .hasSize(3);
  }

  @Test
  void aForkHasAWindowOfASecondForEachTwoTurns() {
    Plan plan = plan(RATES, Placebo.NONE, Patterns.of("gather"));
    assertThat(plan.fork().inWords())
        .isEqualTo("up to 6 s until steady and 2 x 200 ms warm-up + 3 turns of 1000 ms");
  }

  @Test
  void aPatternThatIsNoRequestIsLeftOutAndSaid() {
    Plan plan = plan(RATES, Placebo.NONE, Patterns.of("gather"), Patterns.of("queue"));
    assertThat(plan.arms()).noneMatch(planned -> planned.arm().pattern().equals("queue"));
    assertThat(leftOut).containsExactly("queue, whose op is nothing that a request asks for");
  }

  @Test
  void noPatternThatIsARequestIsAnErrorWithTheChoices() {
    assertThatThrownBy(() -> plan(RATES, Placebo.NONE, Patterns.of("queue")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "none of queue is what a request asks for; in open mode choose --pattern from gather");
  }

  @Test
  void aCellThatIsNoRequestIsLeftOutWhereOthersAre() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("gather")),
                List.of(Model.LOOP),
                List.of(PlannerTest.jdk(25)),
                Preset.SMOKE, // which has a cell that collects
                1,
                Arms.choices(Map.of()),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .offering(RATES, leftOut::add)
            .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
    assertThat(plan.arms())
        .isNotEmpty()
        .noneMatch(arm -> arm.arm().params().get("variant").equals(Value.of("collect")));
    assertThat(plan.absent()).isEmpty();
  }

  @Test
  void aModelThatCannotDoARequestOfARowIsAbsentThereWithItsReason() {
    Plan plan =
        new Wanted(
                List.of(Patterns.of("taskgroup")),
                List.of(Model.PLATFORM, Model.LOOP),
                List.of(PlannerTest.jdk(25)),
                Preset.QUICK,
                6,
                Arms.choices(Map.of("failing", List.of("none"), "shape", List.of("tree"))),
                List.of(Cpus.ALL),
                Placebo.NONE)
            .offering(RATES, leftOut::add)
            .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
    assertThat(plan.arms()).allMatch(planned -> planned.arm().model().equals("loop"));
    assertThat(plan.absent())
        .isNotEmpty()
        .allMatch(absent -> absent.arm().model().equals("platform"))
        .extracting(AbsentArm::reason)
        .containsOnly("n/a (an op of this cell is nothing that a request asks for)");
  }

  @Test
  void asyncioIsRefused() {
    Wanted asyncio =
        new Wanted(
            Patterns.core(),
            List.of(Model.LOOP, Model.ASYNCIO),
            List.of(PlannerTest.jdk(25)),
            Preset.QUICK,
            6,
            Arms.choices(Map.of()),
            List.of(Cpus.ALL),
            Placebo.NONE);
    assertThatThrownBy(() -> asyncio.offering(RATES, leftOut::add))
        .hasMessage(
            "asyncio is measured in closed mode only; leave it out of --model, --from and --to");
  }

  @Test
  void aLoadBecomesARateOfEachArmsOwn() {
    Plan plan =
        Loads.in(
            plan(LOADS, Placebo.NONE, Patterns.of("gather")),
            arm -> OptionalDouble.of(arm.model().equals("loop") ? 24_689 : 1_000));
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().params().containsKey("load"))
        .extracting(
            planned ->
                planned.arm().model() + " " + plan.traffic(planned.arm()).orElseThrow().perSecond())
        .containsExactlyInAnyOrder("platform 500.0", "loop 12300.0");
  }

  @Test
  void aSecondMeasurementHasTheRateOfTheFirst() {
    Plan plan =
        Loads.in(
            plan(LOADS, Placebo.ALL, Patterns.of("gather")),
            arm -> arm.jdk().equals("25") ? OptionalDouble.of(1_000) : OptionalDouble.empty());
    assertThat(plan.arms())
        .filteredOn(planned -> planned.arm().jdk().equals("25-again"))
        .filteredOn(planned -> planned.arm().params().containsKey("load"))
        .extracting(planned -> plan.traffic(planned.arm()).orElseThrow().perSecond())
        .containsOnly(500.0);
  }

  @Test
  void aLoadOfWhatIsNotKnownIsRefused() {
    Plan plan = plan(LOADS, Placebo.NONE, Patterns.of("gather"));
    assertThatThrownBy(() -> Loads.in(plan, arm -> OptionalDouble.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wanted what platform on 25 can do at most, for --load, but no fork");
  }

  @Test
  void nothingChangesInClosedMode() {
    assertThat(
            closed(Placebo.NONE, Patterns.of("gather"))
                .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()))
                .arms())
        .allMatch(planned -> !Traffic.isIn(planned.arm().params()))
        .hasSize(2);
  }
}
