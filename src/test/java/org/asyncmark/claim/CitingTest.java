package org.asyncmark.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.asyncmark.Source;
import org.asyncmark.analyse.Question;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CitingTest {
  private static final Asked MODELS = new Asked(null, null, "model", "p50", 0.03);

  @TempDir private Path results;

  private List<Citing.Cited> cite(int rounds, Source source, Asked asked) {
    try (RunStore store = RunStore.open(CitableRun.write(results, rounds, source))) {
      return new Citing(store).cite(asked, "");
    }
  }

  @Test
  void aSentenceHasEstimateIntervalNumberOfRoundsAndScope() {
    Claim claim = cite(10, CitableRun.CLEAN, MODELS).get(0).claims().get(0);
    assertThat(claim.sentence())
        .matches(
            "In gather cpuTokens=100 cpus=all fanOut=10 leaf=cpu variant=collect, service p50 with"
                + " virtual threads \\(task-per-leaf\\) on JDK 21\\.0\\.1\\+8 Maker was 10\\.\\d %"
                + " lower than with platform threads \\(task-per-leaf, pool \\d+\\) on JDK"
                + " 21\\.0\\.1\\+8 Maker \\(95 % interval 10\\.\\d % to 10\\.\\d % lower, n = 10"
                + " rounds, paired; 1\\.0\\d? ms with the latter\\); measured on .+, with preset"
                + " standard of asyncmark, method version 4, commit 0123abc, on 2026-11-27\\.");
    assertThat(claim.doesNotShow())
        .startsWith("another machine, JDK build or parameter", "the tail");
  }

  @Test
  void whatIsTheSameIsCitedAsTheSame() {
    List<Citing.Cited> cited =
        cite(10, CitableRun.CLEAN, new Asked(null, null, "jdk", "p50", 0.03));
    assertThat(cited).hasSize(2);
    assertThat(cited.get(0).claims().get(0).sentence())
        .contains(" was the same within 3 % as with ");
  }

  @Test
  void aQuestionIsCitedStepByStep() {
    Asked asked = Asked.of(Question.of("21:platform", "25:virtual"), "p50", 0.03);
    assertThat(cite(10, CitableRun.CLEAN, asked))
        .extracting(Citing.Cited::contrast)
        .anyMatch(contrast -> contrast.contains("both, 25:virtual"))
        .noneMatch(contrast -> contrast.contains("interaction"));
  }

  @Test
  void screeningIsRefusedWithWhatWouldMakeItCitable() {
    Citing.Cited cited = cite(6, CitableRun.CLEAN, MODELS).get(0);
    assertThat(cited.claims()).isEmpty();
    assertThat(cited.obstacles())
        .containsExactly(
            "screening on 6 rounds; run --preset decide --from JDK:MODEL --to JDK:MODEL measures enough rounds");
  }

  @Test
  void aDirtyTreeIsRefused() {
    Source dirty = new Source("0123abc", true, "f".repeat(64), "0123abc", "2026-11-27");
    assertThat(cite(10, dirty, MODELS).get(0).obstacles())
        .containsExactly(
            "what was measured differs from commit 0123abc; commit it and measure again");
  }

  @Test
  void aJarOfNoCommitIsRefused() {
    assertThat(cite(10, new Source("nogit", false, "classes"), MODELS).get(0).obstacles())
        .containsExactly("the jar names no commit; build it in a checkout and measure again");
  }

  @Test
  void tooFewRoundsForAVerdictAreRefused() {
    assertThat(cite(3, CitableRun.CLEAN, MODELS).get(0).obstacles())
        .containsExactly(
            "no verdict: a verdict needs 6 rounds, got 3; fewer cannot reach p < 0.05;"
                + " run --preset decide --from JDK:MODEL --to JDK:MODEL measures enough rounds");
  }

  @Test
  void aClaimReadsBackAsItWasWrittenAndHasTheSameNameAgain() {
    Path run = CitableRun.write(results, 10, CitableRun.CLEAN);
    try (RunStore store = RunStore.open(run)) {
      Citing citing = new Citing(store);
      Claim claim = citing.cite(MODELS, "gather").get(0).claims().get(0);
      Path file = citing.write(claim);
      assertThat(file).isEqualTo(run.resolve("claims").resolve(claim.id() + ".json"));
      assertThat(RunJson.read(file, Claim.class)).isEqualTo(claim);
      assertThat(citing.cite(MODELS, "").get(0).claims()).containsExactly(claim);
    }
  }

  @Test
  void aPatternThatTheRunHasNotIsRefused() {
    try (RunStore store = RunStore.open(CitableRun.write(results, 6, CitableRun.CLEAN))) {
      assertThatThrownBy(() -> new Citing(store).cite(MODELS, "lock"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("want a contrast of lock, found none; the run has gather");
    }
  }
}
