package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.plan.Room;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private final MechanismCheck pinning = MechanismCheck.of("lock").get(0);
  private final MechanismCheck timers = MechanismCheck.of("gather").get(0);
  private final MechanismCheck starvation = MechanismCheck.of("offload").get(0);

  @Test
  void whatIsExpectedOfEachJdkIsFoundOrNot() {
    assertThat(
            rows(
                pinning,
                Map.of("21", 21, "25", 25),
                Forks.of(lock("21", "synchronized"), 6, 30_000_000),
                Forks.of(lock("21", "reentrant"), 6, 1_000_000),
                Forks.of(lock("25", "synchronized"), 6, 3_000_000),
                Forks.of(lock("25", "reentrant"), 6, 1_000_000)))
        .containsExactly(
            "21|30114|+2900.2 %|slower|found",
            "25|3012|+200.1 %|alike|not found",
            "17|n/a (virtual threads are final from JDK 21)|||");
  }

  @Test
  void tooFewRoundsDecideNothing() {
    assertThat(
            rows(
                pinning,
                Map.of("21", 21),
                Forks.of(lock("21", "synchronized"), 2, 30_000_000),
                Forks.of(lock("21", "reentrant"), 2, 1_000_000)))
        .first()
        .asString()
        .endsWith("|slower|not decidable");
  }

  @Test
  void aJdkThatWasNotMeasuredIsNotAvailableWithWhatToDo() {
    assertThat(
            rows(
                pinning,
                Map.of("25", 25),
                Forks.of(lock("25", "synchronized"), 6, 1_000_000),
                Forks.of(lock("25", "reentrant"), 6, 1_000_000)))
        .contains("21|n/a (JDK 21 was not measured; add it with --jdk or --jdk-home)|||");
  }

  @Test
  void acrossJdksTheOldestIsTheControl() {
    Arm on21 = Arms.of("gather", "virtual", "21", Map.of());
    Arm on25 = Arms.of("gather", "virtual", "25", Map.of());
    assertThat(
            rows(
                timers,
                Map.of("21", 21, "25", 25),
                Forks.of(on21, 6, 4_000_000),
                Forks.of(on25, 6, 1_000_000)))
        .startsWith("21|4014|is the control||", "25|1004|-75.0 %|faster|found");
  }

  @Test
  void aCheckMayBeOfAnotherParameterAndAnotherLatency() {
    assertThat(
            rows(
                starvation,
                Map.of("25", 25),
                Forks.of(offload("inline"), 6, 5_000_000, "heartbeat"),
                Forks.of(offload("offloaded"), 6, 100_000, "heartbeat")))
        .contains("25|5020|+4900.5 %|slower|found");
    assertThat(table(starvation, Map.of("25", 25)).header())
        .contains("virtual inline, heartbeat p50 in us");
  }

  @Test
  void theTablesSayWhatTheControlIs() {
    assertThat(table(pinning, Map.of("21", 21)).remarks())
        .containsExactly("Control: reentrant.", "Expected after JEP 491. Alike: within 25 %.");
    assertThat(table(timers, Map.of("21", 21)).remarks())
        .containsExactly(
            "Control: the same cell on the oldest JDK that can run it.",
            "Expected after JDK-8351927. Alike: within 25 %.");
  }

  /** Returns JDK, p50, change, expected and outcome of each row. */
  private static List<String> rows(
      MechanismCheck check, Map<String, Integer> features, ArmForks... arms) {
    List<String> rows = new ArrayList<>();
    for (List<Table.Cell> cells : table(check, features, arms).rows()) {
      Table.Cell p50 = cells.get(1);
      String score = p50.why().isEmpty() ? p50.shown() : "n/a (" + p50.why() + ")";
      rows.add(
          String.join(
              "|",
              cells.get(0).shown(),
              score,
              change(cells),
              cells.get(5).shown(),
              cells.get(6).shown()));
    }
    return rows;
  }

  private static String change(List<Table.Cell> cells) {
    return cells.get(2).shown().equals("is the control") ? "is the control" : cells.get(3).shown();
  }

  private static Table table(
      MechanismCheck check, Map<String, Integer> features, ArmForks... arms) {
    List<Arm> scored = List.of(arms).stream().map(ArmForks::arm).toList();
    ExplainPlan plan =
        new ExplainPlan(
            ExplainPlan.of(
                    "lock",
                    List.of(EvidencePlanTest.jdk(25)),
                    false,
                    new Room(1L << 40, 100_000),
                    EvidencePlanTest.heading())
                .plan(),
            Map.of(check, scored));
    return new Explanation(Forks.run(arms), features, "").tables(plan).get(0);
  }

  private static Arm offload(String place) {
    return Arms.of("offload", "virtual", "25", Map.of("place", place));
  }

  private static Arm lock(String jdk, String mechanism) {
    return Arms.of("lock", "virtual", jdk, Map.of("mechanism", mechanism));
  }
}
