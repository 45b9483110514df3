package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.claim.CitableRun;
import org.asyncmark.plan.Terms;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of runs that are kept, as users type them. */
@Tag("any-jdk")
@Timeout(120)
class KeptRunTest {
  @TempDir private Path folder;
  private String run = "";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void measure() {
    run = CitableRun.write(folder.resolve("results"), 10, CitableRun.CLEAN).toString();
  }

  private int execute(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Asyncmark.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void aPackedRunIsComparedAsBefore() {
    assertThat(execute("compare", run)).isZero();
    String before = out.toString();
    assertThat(execute("pack", run)).isZero();
    assertThat(out.toString()).isEqualTo("packed: " + Path.of(run, "rounds.zip") + "\n");
    assertThat(execute("compare", run)).isZero();
    assertThat(out.toString()).isEqualTo(before);
    assertThat(execute("pack", run)).isZero();
    assertThat(out.toString()).isEqualTo("packed already: " + Path.of(run, "rounds.zip") + "\n");
  }

  @Test
  void aPackedRunIsNotResumed() {
    execute("pack", run);
    assertThat(execute("run", "--resume", run)).isEqualTo(4);
    assertThat(err.toString().strip())
        .isEqualTo(
            "wanted a run that is not finished, found "
                + Path.of(run, "rounds.zip")
                + ": it is packed, and nothing is left to measure; start a new run");
  }

  @Test
  void whatIsCitedIsVerified() {
    execute("pack", run);
    assertThat(execute("cite", run, "--col", "model", "--pattern", "gather")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("In gather ").endsWith(", on 2026-11-27.");
    assertThat(lines.get(1)).startsWith("does not show: another machine, JDK build or parameter");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "these are contrasts of key model, p50; their p is adjusted for those that are judged"
                + " together, and a table of compare has a p of its own");
    String claim = lines.get(2).replace("claim: ", "");
    assertThat(execute("verify", claim, "--strict")).isZero();
    assertThat(out.toString().lines().skip(1)).allMatch(line -> line.contains(" passed  "));
  }

  @Test
  void anEditedClaimFailsWithOne() throws IOException {
    execute("cite", run, "--from", "21:platform", "--to", "25:virtual");
    Path claim =
        Path.of(
            out.toString()
                .lines()
                .filter(line -> line.startsWith("claim: "))
                .findFirst()
                .orElseThrow()
                .substring("claim: ".length()));
    String text = Files.readString(claim);
    Files.writeString(claim, text.replaceFirst("\"n\" : 10", "\"n\" : 20"));
    assertThat(execute("verify", claim.toString(), "--format", "json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"found\" : \"n: wanted 20, found 10\"");
  }

  @Test
  void withoutTablesThereIsNothingToHoldNumbersAgainst() {
    assertThat(execute("verify", run)).isZero();
    assertThat(out.toString())
        .contains("numbers          n/a     there are no tables; write them with report");
    assertThat(execute("verify", run, "--strict")).isEqualTo(1);
    assertThat(out.toString())
        .endsWith("--strict: not every rule had something to be held against, see n/a\n");
  }

  @Test
  void citeSaysThatClaimsOfAnOlderMethodNeedAnOlderBuild() throws IOException {
    Path manifest = Path.of(run, RunStore.MANIFEST);
    String text = Files.readString(manifest);
    Files.writeString(
        manifest,
        text.replace("\"methodVersion\" : " + Terms.METHOD_VERSION, "\"methodVersion\" : 3"));
    assertThat(execute("cite", run, "--col", "model", "--pattern", "gather")).isZero();
    assertThat(out.toString())
        .containsPattern(
            "verify them with a build of their run's commit, made in the checkout: it is of method version 3, this build"
                + " verifies "
                + Terms.METHOD_VERSION
                + "\n  git worktree add \\.\\./asyncmark-(\\w+) \\1 &&"
                + " \\.\\./asyncmark-\\1/run-benchmarks\\.sh verify CLAIM\n$");
  }

  @Test
  void aClaimThatIsNotThereIsOneLine() {
    Path none = folder.resolve("none.json");
    assertThat(execute("verify", none.toString())).isEqualTo(4);
    assertThat(err.toString().strip()).isEqualTo(none + " cannot be read: no such file");
  }

  @Test
  void aWrongWordIsRefused() {
    assertThat(execute("verify", run, "--format", "xml")).isEqualTo(2);
    assertThat(err.toString()).startsWith("want text or json for --format, got 'xml'");
    assertThat(execute("cite", run, "--pattern", "nope")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("want a contrast of nope, found none; the run has gather");
  }
}
