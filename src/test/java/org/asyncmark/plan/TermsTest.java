package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.OpenFork;
import org.asyncmark.analyse.Question;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermsTest {
  private static final Jdk JDK_17 = jdk(17);
  private static final Jdk JDK_25 = jdk(25);

  @Test
  void theManifestHoldsWhatVerdictsGoBy(@TempDir Path results) throws IOException {
    Plan plan = plan().declaring(0.05);
    RunStore store =
        RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK_25, List.of()));
    assertThat(Files.readString(store.folder().resolve(RunStore.MANIFEST)))
        .containsSubsequence(
            "\"blackholeMode\" : \"COMPILER\"",
            "\"terms\" : {",
            "\"methodVersion\" : 4",
            "\"baseline\" : \"17\"",
            "\"delta\" : 0.05",
            "\"confidence\" : 0.95",
            "\"families\" : [ {",
            "\"exclusion\" : {",
            "\"stealPercent\" : 2.0",
            "\"mostShare\" : 0.2",
            "\"looks\" : {",
            "\"rounds\" : [ 6 ]",
            "\"question\" : {",
            "\"from\" : {",
            "\"jdk\" : \"17\"",
            "\"model\" : \"platform\"",
            "\"to\" : {",
            "\"jdk\" : \"25\"",
            "\"model\" : \"virtual\"");
    assertThat(RunStore.open(store.folder()).plan()).isEqualTo(plan.withFolders());
  }

  @Test
  void whatWasDeclaredIsWhatVerdictsOfTheRecordGoBy(@TempDir Path results) {
    Plan plan = plan().declaring(0.05);
    RunStore store =
        RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK_25, List.of()));
    assertThat(new RunReader(store).read().criteria()).isEqualTo(new Criteria(0.05, 0, 1));
  }

  @Test
  void aFamilyIsOfOnePatternAndPlacementAndKey() {
    assertThat(plan().declaring(0.03).terms().families())
        .containsExactly(
            new DeclaredFamily("gather", "all", "jdk", List.of("p50", "p99"), 3),
            new DeclaredFamily("gather", "all", "model", List.of("p50", "p99"), 5),
            new DeclaredFamily("gather", "all", "question", List.of("p50", "p99"), 3));
  }

  @Test
  void theClosedLoopBesideAnOpenOneIsInNoFamily() {
    List<PlannedArm> arms = new ArrayList<>();
    for (String model : List.of("platform", "virtual")) {
      arms.add(new PlannedArm(OpenFork.callers(model, "25"), 6));
      arms.add(new PlannedArm(OpenFork.arm(model, "25", 500), 6));
      arms.add(new PlannedArm(OpenFork.arm(model, "25", 800), 6));
    }
    Plan open = plan().part("open", plan().fork(), arms, List.of(), together -> true);
    assertThat(open.declaring(0.03).terms().families())
        .containsExactly(
            new DeclaredFamily("gather", "all", "model", List.of("p50", "p99"), 2),
            new DeclaredFamily("gather", "all", "question", List.of("p50", "p99"), 2));
  }

  @Test
  void theContrastsOfAQuestionAreCountedOnce() {
    Plan plan = plan();
    assertThat(sizeOfQuestion(plan, "17:platform", "25:platform")).isEqualTo(1);
    assertThat(sizeOfQuestion(plan, "25:platform", "25:virtual")).isEqualTo(1);
    assertThat(sizeOfQuestion(plan, "17:loop", "25:future")).isEqualTo(3);
  }

  private static int sizeOfQuestion(Plan plan, String from, String to) {
    return plan.declaring(0.03, null, Question.of(from, to)).terms().families().stream()
        .filter(family -> family.key().equals(DeclaredFamily.QUESTION))
        .mapToInt(DeclaredFamily::size)
        .sum();
  }

  @Test
  void aSideWithoutAnArmIsRefusedWithItsReason() {
    assertThatThrownBy(() -> plan().declaring(0.03, null, Question.of("17:virtual", "25:virtual")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--from 17:virtual cannot be measured: n/a (virtual threads are final from JDK 21); name"
                + " another JDK or model");
  }

  @Test
  void theVersionOfTheMethodIsThatOfItsDescription() throws IOException {
    assertThat(Files.readString(Path.of("src/docs/method.md")))
        .contains("Method version " + Terms.METHOD_VERSION + ".");
  }

  @Test
  void looksComeAfterRoundsTenFifteenAndTwentyAndAtTheEnd() {
    assertThat(Looks.until(0.03, 20).rounds()).containsExactly(10, 15, 20);
    assertThat(Looks.until(0.03, 12).rounds()).containsExactly(10, 12);
    assertThat(Looks.until(0.03, 40).rounds()).containsExactly(10, 15, 20, 40);
  }

  @Test
  void tenRoundsAreTooFewToEndEarly() {
    assertThatThrownBy(() -> Looks.until(0.03, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--until-ci looks after rounds 10, 15 and 20, got 10 rounds; give --rounds 11 or more,"
                + " or leave it out for 20");
  }

  @Test
  void aRunThatDeclaredNothingStillOpens(@TempDir Path results) throws IOException {
    RunStore store =
        RunStore.create(results, plan(), RunEnvironment.ofThisMachine(JDK_25, List.of()));
    assertThat(Files.readString(store.folder().resolve(RunStore.MANIFEST)))
        .doesNotContain("methodVersion", "\"terms\" : {");
    RunStore opened = RunStore.open(store.folder());
    assertThat(opened.plan().terms()).isNull();
    assertThat(new RunReader(opened).read().criteria()).isEqualTo(Criteria.DEFAULT);
  }

  /** Three models on the older JDK, four on the newer one, and one of them twice. */
  private static Plan plan() {
    return new Wanted(
            List.of(org.asyncmark.pattern.Patterns.of("gather")),
            org.asyncmark.model.Model.ofJava(),
            List.of(JDK_17, JDK_25),
            Preset.QUICK,
            6,
            Arms.choices(Map.of("leaf", List.of("cpu"), "fanOut", List.of("7"))),
            List.of(org.asyncmark.pattern.Cpus.ALL),
            Placebo.ONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }

  private static Jdk jdk(int feature) {
    return new Jdk(
        String.valueOf(feature),
        Path.of("jdk"),
        Path.of("java"),
        feature,
        feature + ".0.1+1",
        "Maker",
        Jdk.HOT_SPOT);
  }
}
