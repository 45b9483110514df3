package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the jar whose processes are killed: each goes on, or is gone on with, to its end. */
@Timeout(120)
class KilledIT {
  private static final String BACKEND = "org.asyncmark.backend.BackendMain";
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  @TempDir private Path folder;

  @Test
  void aBackendThatIsKilledIsStartedAgainAndItsForkIsRepeated() throws Exception {
    StartedJar jar = StartedJar.run(folder, "--param", "leaf=http", "--model", "loop,future");
    try (BufferedReader out = jar.output()) {
      jar.child(FORK);
      ProcessHandle backend = jar.child(BACKEND);
      backend.destroyForcibly();
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isZero();
      assertThat(said)
          .containsOnlyOnce("; it was started again, and the fork is repeated")
          .doesNotContain("FAILED")
          .contains("results: ");
    } finally {
      jar.close();
    }
    Path run = jar.onlyRun();
    assertThat(Files.readAllLines(run.resolve("run.log"), UTF_8))
        .singleElement()
        .asString()
        .contains("Z the backend died in round 1, JDK here, gather_model=");
    assertThat(jar.forks(run)).hasSize(4).noneMatch(fork -> fork.toString().endsWith(".FAIL"));
    assertThat(jar.leftProcesses()).isEmpty();
  }

  @Test
  void aForkThatIsKilledIsRecordedAsFailedAndTheRunGoesOn() throws Exception {
    StartedJar jar = StartedJar.run(folder, "--param", "leaf=cpu", "--model", "loop,future");
    try (BufferedReader out = jar.output()) {
      jar.child(FORK).destroyForcibly();
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(1);
      assertThat(said.lines().filter(line -> line.startsWith("FAILED: "))).hasSize(1);
      assertThat(said).doesNotContain("HUNG");
    } finally {
      jar.close();
    }
    List<Path> forks = jar.forks(jar.onlyRun());
    assertThat(forks).hasSize(4);
    assertThat(forks).filteredOn(fork -> fork.toString().endsWith(".FAIL")).hasSize(1);
    assertThat(jar.leftProcesses()).isEmpty();
  }
}
