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

  private Path whole() {
    return CitableRun.write(folder.resolve("whole"), 6, CitableRun.CLEAN);
  }

  @Test
  void aRunOfOneMachineHasNothingToPool() {
    Path run = whole();
    assertThat(compare(run.toString(), "--pool")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "want --pool of a run that several machines measured, got one of one machine: " + run);
  }

  @Test
  void runsAreNotPooled() {
    String run = whole().toString();
    assertThat(compare(run, run, "--pool")).isEqualTo(2);
    assertThat(err.toString()).startsWith("want --pool with one run alone, got 2 runs");
  }

  @Test
  void machinesStandSideBySideUntilTheyArePooled() throws IOException {
    Path run = whole();
    List<Path> shards = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Shard shard = new Shard(number, 2, Shard.Deal.ROUNDS);
      shards.add(WrittenShard.of(shard, run, folder.resolve("machine" + number)));
    }
    WrittenShard.another(shards.get(1));
    String merged = new Merging(shards).into(folder.resolve("results")).folder().toString();

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
