package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.claim.CitableRun;
import org.asyncmark.plan.Shard;
import org.asyncmark.store.Merging;
import org.asyncmark.store.WrittenShard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class PooledMachinesTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int compare(String... args) {
    return new CommandLine(new CompareCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(args);
  }

  private Path whole(int rounds) {
    return CitableRun.write(folder.resolve("whole"), rounds, CitableRun.CLEAN);
  }

  /** Returns a merged run whose rounds two machines measured in turn. */
  private String merged(int rounds) throws IOException {
    Path run = whole(rounds);
    List<Path> shards = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Shard shard = new Shard(number, 2, Shard.Deal.ROUNDS);
      shards.add(WrittenShard.of(shard, run, folder.resolve("machine" + number)));
    }
    WrittenShard.another(shards.get(1));
    return new Merging(shards).into(folder.resolve("results")).folder().toString();
  }

  @Test
  void aRunOfOneMachineHasNothingToPool() {
    Path run = whole(6);
    assertThat(compare(run.toString(), "--pool")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --pool of a run that several machines measured, got one of one machine: " + run);
  }

  @Test
  void runsAreNotPooled() {
    String run = whole(6).toString();
    assertThat(compare(run, run, "--pool")).isEqualTo(2);
    assertThat(err.toString()).startsWith("want --pool with one run alone, got 2 runs");
  }

  @Test
  void machinesThatCouldNotBeShownToDifferAreNotPooled() throws IOException {
    assertThat(compare(merged(6), "--col", "jdk", "--metric", "p50", "--pool")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --pool of machines that can be shown to differ, found too few rounds for that in"
                + " gather cpu platform cpus=all, 25 vs 21 (p is 0.200 at least); leave out --pool"
                + " to see each");
  }

  @Test
  void machinesStandSideBySideUntilTheyArePooled() throws IOException {
    String merged = merged(12);

    assertThat(compare(merged, "--col", "jdk")).isZero();
    assertThat(out.toString())
        .contains("cpus=all machine=1 ", "cpus=all machine=2 ", "machine by machine, each within");
    out.getBuffer().setLength(0);
    assertThat(compare(merged, "--col", "jdk", "--pool")).isZero();
    assertThat(out.toString())
        .contains("Rounds of several machines are taken together, which were not shown to differ.")
        .doesNotContain("machine=1");
  }
}
