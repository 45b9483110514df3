package org.asyncmark.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.asyncmark.EnvironmentException;
import org.asyncmark.report.ContrastText;
import org.asyncmark.report.RunView;
import org.asyncmark.store.Packing;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.asyncmark.store.TextExports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunRulesTest {
  private static final String FORK = "0002/001_gather_platform";

  @TempDir private Path results;
  private Path run;

  @BeforeEach
  void measure() {
    run = CitableRun.write(results, 10, CitableRun.CLEAN);
  }

  private List<Check> checks() {
    try (RunStore store = RunStore.open(run)) {
      return new RunRules(store).checks();
    }
  }

  private List<Check> checks(Path claim) {
    try (RunStore store = RunStore.open(run)) {
      return new RunRules(store).checks(ClaimFile.read(claim));
    }
  }

  private Path cite() {
    try (RunStore store = RunStore.open(run)) {
      Citing citing = new Citing(store);
      Asked asked = new Asked(null, null, "model", "p50", 0.03);
      return citing.write(citing.cite(asked, "").get(0).claims().get(0));
    }
  }

  private void pack() {
    try (RunStore store = RunStore.open(run)) {
      new Packing(store).pack();
    }
  }

  private void writeTables() throws IOException {
    try (RunStore store = RunStore.open(run)) {
      Path csv = Files.createDirectories(run.resolve("compare")).resolve("contrasts.csv");
      RunView view = new RunView(new RunReader(store).read());
      Files.writeString(csv, ContrastText.CSV.render(view.contrasts()));
      new TextExports(store, view.run()).write();
    }
  }

  private void edit(String name, Consumer<ObjectNode> change) throws IOException {
    Path file = run.resolve("rounds").resolve(FORK).resolve(name);
    ObjectNode json = (ObjectNode) RunJson.read(file, JsonNode.class);
    change.accept(json);
    RunJson.write(file, json);
  }

  private static List<String> results(List<Check> checks) {
    return checks.stream().map(check -> check.rule() + ": " + check.result().label()).toList();
  }

  private static String found(List<Check> checks, String rule) {
    return checks.stream()
        .filter(check -> check.rule().equals(rule))
        .map(check -> check.result().label() + ": " + check.found())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRunThatIsAsItWasMeasuredPassesAllRules() throws IOException {
    writeTables();
    cite();
    assertThat(results(checks()))
        .containsExactly(
            "hashes: passed",
            "numbers: passed",
            "n: passed",
            "order of arms: passed",
            "order of turns: passed",
            "flags: passed",
            "repeated blocks: passed",
            "placebo: passed",
            "histograms: passed");
  }

  @Test
  void whatWasCitedBeforeARunWasPackedHoldsAfterwards() {
    Path claim = cite();
    List<Check> before = checks(claim);
    pack();
    assertThat(checks(claim)).isEqualTo(before);
    assertThat(before).allMatch(check -> check.result() == Check.Result.PASSED);
  }

  @Test
  void aForkThatWasEditedIsNamedWithTheField() throws IOException {
    writeTables();
    Path claim = cite();
    edit("counters.json", counters -> ((ObjectNode) counters.at("/counts/cpu")).put("value", 7.5));
    assertThat(found(checks(claim), "hashes")).isEqualTo("failed: " + FORK + " was changed");
    assertThat(found(checks(), "numbers"))
        .startsWith("failed: ")
        .contains("jdk 21, model platform, pattern gather, round 2: cpu us/op is ")
        .endsWith(" in forks.csv, the forks give 7.5");
  }

  @Test
  void aNumberThatWasEditedInAClaimIsNamed() throws IOException {
    Path claim = cite();
    ObjectNode json = (ObjectNode) RunJson.read(claim, JsonNode.class);
    ((ObjectNode) json.get("numbers")).put("changePercent", -20.5);
    RunJson.write(claim, json);
    assertThat(found(checks(claim), "numbers"))
        .startsWith("failed: changePercent: wanted -20.5, found -10.");
  }

  @Test
  void aForkThatIsGoneIsNamed() throws IOException {
    Path claim = cite();
    Files.move(run.resolve("rounds").resolve(FORK), results.resolve("elsewhere"));
    assertThat(found(checks(claim), "hashes")).isEqualTo("failed: " + FORK + " is gone");
    assertThat(found(checks(claim), "n"))
        .isEqualTo("failed: round 2, gather, block 1: wanted 5 forks, found 4");
  }

  @Test
  void aFlagThatDidNotTakeEffectIsNamed() throws IOException {
    edit(
        "counters.json",
        counters -> ((ObjectNode) counters.at("/jvm/flags")).put("UseSerialGC", "false"));
    assertThat(found(checks(), "flags"))
        .isEqualTo("failed: " + FORK + " jvm: wanted UseSerialGC=true, found false");
  }

  @Test
  void forksInAnotherOrderThanTheSeedsAreNamed() throws IOException {
    edit("counters.json", counters -> counters.put("startedUtc", "2020-01-01T00:00:00Z"));
    assertThat(found(checks(), "order of arms")).startsWith("failed: 0002/");
  }

  @Test
  void turnsInAnotherOrderThanTheSeedsAreNamed() throws IOException {
    Path log = run.resolve("rounds").resolve(FORK).resolve("latency.hlog");
    String text = Files.readString(log);
    Files.writeString(log, text.replaceFirst("(Tag=service),0.000,", "$1,100.000,"));
    assertThat(found(checks(), "order of turns")).startsWith("failed: ");
  }

  @Test
  void aDisturbedBlockThatWasNotMeasuredAgainIsNamed() throws IOException {
    edit("counters.json", counters -> counters.put("stealPercent", 7.5));
    assertThat(found(checks(), "repeated blocks"))
        .isEqualTo(
            "failed: round 2, gather, block 1, " + FORK + " steal 7.5 %: not measured again");
  }

  @Test
  void aCountThatIsNotThatOfTheHistogramIsOneLineThatNamesTheFork() throws IOException {
    edit("counters.json", counters -> ((ObjectNode) counters.get("samples")).put("service", 1));
    assertThatThrownBy(this::checks)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(FORK)
        .hasMessageContaining("wanted 1 samples of service");
  }

  @Test
  void aBlockWithoutTheFileThatEndsItIsNamed() throws IOException {
    Files.delete(run.resolve("rounds/0002/gather.1.json"));
    assertThat(found(checks(), "n"))
        .isEqualTo(
            "failed: round 2, gather, block 1: wanted the file that says that it is finished, found"
                + " none");
  }

  @Test
  void aForkWithoutWhatJmhCountedIsNamed() throws IOException {
    Files.delete(run.resolve("rounds").resolve(FORK).resolve(RunStore.JMH_JSON));
    assertThat(found(checks(), "histograms"))
        .startsWith("failed: " + FORK + " service:count of JMH: wanted ")
        .endsWith(", found none");
  }

  @Test
  void wordsThatAClaimDoesNotHaveFromItsRunAreNamed() throws IOException {
    Path claim =
        citedAnd(json -> json.put("sentence", "Twice as fast.").put("host", "a mainframe"));
    assertThat(found(checks(claim), "words"))
        .startsWith("failed: sentence: wanted 'Twice as fast.', found 'In ")
        .contains("host: wanted 'a mainframe', found '");
  }

  @Test
  void aHashThatWasTakenOutOfAClaimIsNamed() throws IOException {
    Path claim = citedAnd(json -> ((ObjectNode) json.get("sha256")).remove("manifest.json"));
    assertThat(found(checks(claim), "hashes"))
        .isEqualTo("failed: manifest.json has no hash in the claim");
  }

  @Test
  void aNumberThatIsBeyondAllNumbersIsNotThatOfTheRun() throws IOException {
    Path claim = cite();
    String text = Files.readString(claim);
    Files.writeString(
        claim, text.replaceFirst("\"changePercent\" : [-\\d.]+", "\"changePercent\" : 1e999"));
    assertThat(found(checks(claim), "numbers"))
        .startsWith("failed: changePercent: wanted Infinity, found -");
  }

  private Path citedAnd(Consumer<ObjectNode> change) throws IOException {
    Path claim = cite();
    ObjectNode json = (ObjectNode) RunJson.read(claim, JsonNode.class);
    change.accept(json);
    RunJson.write(claim, json);
    return claim;
  }

  @Test
  void aClaimOfAnotherMethodVersionIsOneLine() throws IOException {
    Path claim = cite();
    ObjectNode json = (ObjectNode) RunJson.read(claim, JsonNode.class);
    json.put("methodVersion", 2);
    RunJson.write(claim, json);
    assertThatThrownBy(() -> ClaimFile.read(claim))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            claim
                + " is of method version 2, this build verifies 4; verify it with the build of"
                + " commit 0123abc");
  }

  @Test
  void aClaimWhoseRunIsGoneIsOneLine() throws IOException {
    Path claim = Files.copy(cite(), results.resolve("claim.json"));
    Path none = results.resolve("none");
    assertThatThrownBy(() -> ClaimFile.runOf(claim, ClaimFile.read(claim), none))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            claim
                + " is a claim of run 20261127T000000Z_test_0123abc, which is gone: neither does it"
                + " lie in it nor is it in "
                + none
                + "; give the folder of its runs with --results");
    assertThat(ClaimFile.runOf(claim, ClaimFile.read(claim), results)).isEqualTo(run);
  }

  @Test
  void aChangedClaimIsCheckedOrRefusedOnOneLine() throws IOException {
    Path claim = cite();
    pack();
    byte[] valid = Files.readAllBytes(claim);
    Random random = new Random(11);
    int refused = 0;
    try (RunStore store = RunStore.open(run)) {
      RunRules rules = new RunRules(store);
      for (int i = 0; i < 150; i++) {
        Files.write(claim, changed(valid, random));
        try {
          assertThat(rules.checks(ClaimFile.read(claim))).isNotEmpty();
        } catch (EnvironmentException e) {
          refused++;
          assertThat(e.getMessage().lines()).hasSize(1);
        }
      }
    }
    assertThat(refused).isBetween(40, 149);
  }

  private static byte[] changed(byte[] valid, Random random) {
    byte[] changed = valid.clone();
    int at = random.nextInt(changed.length);
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(changed, at);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      int next = random.nextInt(changed.length);
      changed[next] =
          random.nextBoolean()
              ? (byte) "[]{}\",:0-e.n".charAt(random.nextInt(12))
              : (byte) (changed[next] ^ (1 << random.nextInt(8)));
    }
    return changed;
  }
}
