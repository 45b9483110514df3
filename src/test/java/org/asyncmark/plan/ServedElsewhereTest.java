package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedElsewhereTest {
  private static final String URL = "http://some.host:80";
  private static final Jdk JDK = PlannerTest.jdk(25);
  private static final String ONLY_THE_SUITES =
      "n/a (only the suite's server counts the connections that sessions open)";

  private static Plan plan(Map<String, List<String>> params, String... patterns) {
    return new Wanted(
            Stream.of(patterns).map(Patterns::of).toList(),
            List.of(Model.PLATFORM, Model.LOOP),
            List.of(JDK),
            Preset.QUICK,
            6,
            Arms.choices(params),
            List.of(new Cpus("1")),
            Placebo.ONE)
        .plan(PlannerTest.heading(), PlannerTest::onTwoCpus);
  }

  @Test
  void theManifestKeepsTheServer(@TempDir Path results) throws IOException {
    Plan plan = plan(Map.of(), "gather").asking(URL).declaring(0.03);
    RunStore store = RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK, List.of()));
    assertThat(Files.readString(store.folder().resolve(RunStore.MANIFEST)))
        .contains("\"backend\" : \"http://some.host:80\"");
    assertThat(RunStore.open(store.folder()).plan()).isEqualTo(plan.withFolders());
  }

  @Test
  void theManifestSaysNothingOfTheSuitesOwn(@TempDir Path results) throws IOException {
    RunStore store =
        RunStore.create(
            results, plan(Map.of(), "gather"), RunEnvironment.ofThisMachine(JDK, List.of()));
    assertThat(Files.readString(store.folder().resolve(RunStore.MANIFEST)))
        .doesNotContain("\"backend\" : \"");
  }

  @Test
  void aPlanThatIsChangedAfterwardsKeepsTheServer() {
    Plan plan = plan(Map.of(), "gather").asking(URL);
    assertThat(plan.turnsOf("500ms").deadline(Duration.ofMinutes(9)).backend()).isEqualTo(URL);
    assertThat(plan.onceEachMainArm().backend()).isEqualTo(URL);
  }

  @Test
  void theServerIsBoundToNoCpuAndTheForksStayWhereTheyWere() {
    assertThat(plan(Map.of(), "gather").asking(URL).placements())
        .extracting(Placement::fork, Placement::backend)
        .containsExactly(tuple(List.of(1), List.of()));
  }

  @Test
  void aPatternThatTheSuitesServerAloneCanServeIsAbsentWithItsReason() {
    Plan plan = plan(Map.of(), "gather", "session").asking(URL);
    assertThat(plan.arms()).extracting(planned -> planned.arm().pattern()).containsOnly("gather");
    assertThat(plan.absent())
        .isNotEmpty()
        .allSatisfy(
            absent -> {
              assertThat(absent.arm().pattern()).isEqualTo("session");
              assertThat(absent.arm().jdk()).isEqualTo("25"); // not its placebo
              assertThat(absent.reason()).isEqualTo(ONLY_THE_SUITES);
            });
  }

  @Test
  void armsWithoutHttpLeavesAreMeasuredBesideThoseThatHaveThem() {
    assertThat(plan(Map.of(), "gather", "queue").asking(URL).arms())
        .extracting(planned -> planned.arm().pattern())
        .contains("gather", "queue");
  }

  @Test
  void aPlanWithoutHttpLeavesIsRefused() {
    Plan plan = plan(Map.of("leaf", List.of("cpu")), "gather");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.asking(URL))
        .withMessage(
            "want arms with http leaves for http://some.host:80, found none; choose some, for"
                + " example with --pattern gather --param leaf=http, or leave the server out");
  }

  @Test
  void aPlanOfNothingElseIsRefusedWithTheReason() {
    Plan plan = plan(Map.of(), "session");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.asking(URL))
        .withMessage(
            "want arms with http leaves for http://some.host:80, found none: "
                + ONLY_THE_SUITES
                + "; choose some, for example with --pattern gather --param leaf=http, or leave the"
                + " server out");
  }
}
