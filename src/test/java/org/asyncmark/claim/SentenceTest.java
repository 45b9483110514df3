package org.asyncmark.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.OpenFork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.analyse.Value;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SentenceTest {
  private static final Arm OPEN = OpenFork.arm("virtual", "25", 500);
  private static final Arm CALLERS = OpenFork.callers("virtual", "25");

  private static List<String> limits(Arm of, String excluded, Arm... arms) {
    List<ArmForks> all = List.of(arms).stream().map(arm -> new ArmForks(arm, List.of())).toList();
    Sentence sentence =
        new Sentence(
            Runs.of(Map.of("25", "25.0.3+9"), 10, all, Map.of()), new Source("", false, ""), 4);
    return sentence.doesNotShow("p99", of, false, true, "", excluded);
  }

  @Test
  void aClaimOfRequestsAtARateIsNoneOfOtherRates() {
    assertThat(limits(OPEN, "", OPEN, CALLERS))
        .containsExactly(
            "another machine, JDK build or parameter",
            "another rate, or requests that come at other times",
            "what causes it");
  }

  @Test
  void aClaimOfTheClosedLoopBesideSaysThatSeveralCallersWait() {
    assertThat(limits(CALLERS, "", OPEN, CALLERS))
        .contains(
            "how callers wait when requests keep coming: each of several callers waits for its op");
  }

  @Test
  void aClaimOfADifferenceThatIsEstimatedBelowWhatCountsSaysSo() {
    Sentence sentence =
        new Sentence(
            Runs.of(Map.of("25", "25.0.3+9"), 10, List.of(), Map.of()),
            new Source("", false, ""),
            4);
    assertThat(sentence.doesNotShow("p50", CALLERS, false, true, "3 %", ""))
        .contains("that it matters: the estimate is below the 3 % that count as none");
  }

  @Test
  void aClaimSaysWhichRoundsAreLeftOut() {
    assertThat(limits(OPEN, "1 of 8 rounds is invalid: base, requests lost in 1", OPEN))
        .contains(
            "the rounds that are left out: 1 of 8 rounds is invalid: base, requests lost in 1");
  }

  @Test
  void aSentenceNamesTheMachineOfSeveralThatMeasuredIt(@TempDir Path results) {
    try (RunStore store = RunStore.open(CitableRun.write(results, 10, CitableRun.CLEAN))) {
      RunRecord run = new RunReader(store).read();
      List<ArmForks> onSecond =
          run.arms().stream()
              .map(of -> new ArmForks(of.arm().with("machine", Value.of("2")), of.forks()))
              .toList();
      RunRecord merged =
          Runs.withConditions(
              run.with(onSecond),
              Map.of("Machine 1", "A, 2 CPUs; shard 1", "Machine 2", "B, 4 CPUs; shards 2, 3"));
      ContrastRow row = new Asked(null, null, "model", "p50", 0.03).of(merged).get(0).rows().get(0);
      assertThat(new Sentence(merged, CitableRun.CLEAN, 4).of(row))
          .contains("; measured on machine 2: B, 4 CPUs, with preset standard of asyncmark");
    }
  }

  @Test
  void aServerThatIsNotTheSuitesIsNamed(@TempDir Path results) {
    try (RunStore store = RunStore.open(CitableRun.write(results, 10, CitableRun.CLEAN))) {
      RunRecord run = new RunReader(store).read();
      ContrastRow row = new Asked(null, null, "model", "p50", 0.03).of(run).get(0).rows().get(0);
      RunRecord elsewhere =
          Runs.withConditions(
              run, Map.of(RunRecord.SERVER, "http://h:80, which is not the suite's server"));
      assertThat(new Sentence(elsewhere, CitableRun.CLEAN, 4).of(row))
          .contains(
              "; measured on "
                  + run.machine()
                  + ", where http leaves ask http://h:80, which is not the suite's server, with"
                  + " preset standard of asyncmark");
    }
  }
}
