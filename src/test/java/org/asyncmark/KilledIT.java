package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the jar whose processes are killed: each goes on, or is gone on with, to its end. */
@Timeout(240)
class KilledIT {
  private static final String BACKEND = "org.asyncmark.backend.BackendMain";
  private static final String FORK = "org.openjdk.jmh.runner.ForkedMain";

  private static final String[] TWO_ROUNDS = {
    "--param", "leaf=timer", "--model", "loop,future", "--rounds", "2"
  };

  @TempDir private Path folder;

  @Test
  @Tag("any-jdk")
  void aBackendThatIsKilledIsStartedAgainAndItsBlockIsRepeated() throws Exception {
    StartedJar jar = StartedJar.run(folder, "--param", "leaf=http", "--model", "loop,future");
    try (BufferedReader out = jar.output()) {
      jar.child(FORK);
      ProcessHandle backend = jar.child(BACKEND);
      backend.destroyForcibly();
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isZero();
      assertThat(said)
          .containsOnlyOnce("; it was started again, and the block is repeated")
          .doesNotContain("FAILED")
          .contains("results: ");
    } finally {
      jar.close();
    }
    Path run = jar.onlyRun();
    assertThat(Files.readAllLines(run.resolve("run.log"), UTF_8))
        .singleElement()
        .asString()
        .contains("Z the backend died in round 1, gather, block 1; ");
    assertThat(jar.forks(run)).hasSize(4).noneMatch(fork -> fork.toString().endsWith(".FAIL"));
    assertThat(jar.leftProcesses()).isEmpty();
  }

  @Test
  @Tag("any-jdk")
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

  @Test
  @Tag("any-jdk")
  void aForkThatIsKilledWhileItStandsStillIsRecordedAsFailedAndTheOthersHaveTheirTurns()
      throws Exception {
    StartedJar jar = StartedJar.run(folder, "--param", "leaf=cpu", "--model", "loop,future");
    try (BufferedReader out = jar.output()) {
      jar.children(FORK, 2).get(0).destroyForcibly();
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(1);
      assertThat(said.lines().filter(line -> line.startsWith("FAILED: "))).hasSize(1);
    } finally {
      jar.close();
    }
    List<Path> forks = jar.forks(jar.onlyRun());
    assertThat(forks).hasSize(4);
    assertThat(forks).filteredOn(fork -> fork.toString().endsWith(".FAIL")).hasSize(1);
    assertThat(jar.leftProcesses()).isEmpty();
  }

  @Test
  void aDriverThatIsKilledTakesItsProcessesAndItsPortAlongAndTheRunGoesOn() throws Exception {
    StartedJar jar = StartedJar.run(folder, TWO_ROUNDS);
    int port;
    try (BufferedReader out = jar.output()) {
      skipTo(out, "[4/8]");
      jar.child(BACKEND);
      port = backendPort(jar.children(FORK, 2).get(0)); // which stands still
      jar.driver().destroyForcibly();
      jar.exitCode();
      assertThat(jar.leftProcesses()).isEmpty();
    } finally {
      jar.close();
    }
    assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
        .isInstanceOf(ConnectException.class);

    Path run = jar.onlyRun();
    List<Path> before = jar.forks(run);
    Path first = before.get(0).resolve("jmh.json");
    FileTime written = Files.getLastModifiedTime(first);
    StartedJar resumed = StartedJar.resume(folder, run);
    try (BufferedReader out = resumed.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(resumed.exitCode()).as(said).isZero();
      assertThat(said)
          .contains("forks that are there: 4 of 8", "[8/8]", "results: ")
          .doesNotContain("[4/8]");
    } finally {
      resumed.close();
    }
    assertThat(before).hasSize(4);
    assertThat(jar.forks(run)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    assertThat(jar.files(run)).noneMatch(StartedJar::isUnfinished);
    assertThat(Files.readString(before.get(0).resolve("counters.json")))
        .contains("\"stealPercent\" : ", "\"pressurePercent\" : ")
        .contains("\"loadAverage\" : ", "\"loadAverageAfter\" : ");
  }

  @Test
  void afterCtrlCNothingIsLeftButWhatWasFinished() throws Exception {
    StartedJar jar = StartedJar.run(folder, TWO_ROUNDS);
    try (BufferedReader out = jar.output()) {
      skipTo(out, "[4/8]");
      List<ProcessHandle> forks = jar.children(FORK, 2); // of which the first stands still
      // a terminal sends it to all processes at once; the forks first is the worst order
      StartedJar.signal("INT", forks.get(0), forks.get(1), jar.child(BACKEND), jar.driver());
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(128 + 2);
      assertThat(said).contains("interrupted after 4 of 8 forks").doesNotContain("FAILED");
    } finally {
      jar.close();
    }
    assertThat(jar.leftProcesses()).isEmpty();
    assertThat(jar.forks(jar.onlyRun())).hasSize(4);
    assertThat(jar.onlyRun().resolve("rounds/0002")).doesNotExist();
    assertThat(jar.files(jar.onlyRun())).noneMatch(StartedJar::isUnfinished);
    assertThat(StartedJar.temporary(folder).toFile().list()).containsExactly("jmh.lock");
  }

  @Test
  @Tag("any-jdk")
  void aRunThatIsTerminatedAfterABlockWithAPlaceboIsReported() throws Exception {
    StartedJar jar =
        StartedJar.run(
            folder, "--param", "leaf=cpu", "--model", "loop", "--placebo", "one", "--rounds", "6");
    try (BufferedReader out = jar.output()) {
      skipTo(out, "[3/18]");
      jar.child(FORK);
      StartedJar.signal("TERM", jar.driver());
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(128 + 15);
      assertThat(said).contains("interrupted after 3 of 18 forks").doesNotContain("FAILED");
    } finally {
      jar.close();
    }
    assertThat(jar.leftProcesses()).isEmpty();
    Path run = jar.onlyRun();
    assertThat(jar.files(run)).noneMatch(StartedJar::isUnfinished);
    StartedJar report = StartedJar.report(folder, run);
    try (BufferedReader out = report.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(report.exitCode()).as(said).isZero();
      assertThat(said).contains("[one fork]", "results: ");
    } finally {
      report.close();
    }
  }

  @Test
  @Tag("any-jdk")
  void aFullDiskIsOneLineAndTheRunIsGoneOnWithWhenThereIsRoom() throws Exception {
    StartedJar jar = StartedJar.run(folder, TWO_ROUNDS);
    try (BufferedReader out = jar.output()) {
      skipTo(out, "[4/8]");
      jar.child(FORK);
    } finally {
      jar.close();
    }
    assertThat(jar.leftProcesses()).isEmpty();
    Path run = jar.onlyRun();
    List<Path> before = jar.forks(run);
    // a limit on the size of files needs no rights and fails a write just as a full disk does; in 8
    // KiB there is room for JMH's list of methods to inline, and not for a fork's output
    StartedJar full = StartedJar.resume(folder, run, "ulimit -f 16");
    try (BufferedReader out = full.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(full.exitCode()).as(said).isEqualTo(4);
      assertThat(said.lines().filter(line -> line.startsWith("cannot write ")))
          .singleElement()
          .asString()
          .endsWith(
              "; free the disk or choose another folder with --results. Finished forks are kept");
      assertThat(said).doesNotContain("FAILED").doesNotContain("\tat ");
    } finally {
      full.close();
    }
    assertThat(jar.forks(run)).isEqualTo(before);
    assertThat(jar.files(run)).noneMatch(StartedJar::isUnfinished);

    StartedJar resumed = StartedJar.resume(folder, run);
    try (BufferedReader out = resumed.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(resumed.exitCode()).as(said).isZero();
    } finally {
      resumed.close();
    }
    assertThat(jar.forks(run)).isEqualTo(before);
    assertThat(run.resolve("rounds/0002/gather.1.json")).exists();
  }

  private static void skipTo(BufferedReader out, String start) throws IOException {
    StringBuilder said = new StringBuilder();
    String line = out.readLine();
    while (line != null && !line.startsWith(start)) {
      said.append(line).append('\n');
      line = out.readLine();
    }
    assertThat(line).as(said.toString()).isNotNull();
  }

  private static int backendPort(ProcessHandle fork) {
    String line = fork.info().commandLine().orElseThrow();
    Matcher port = Pattern.compile("-Dasyncmark\\.backendPort=(\\d+)").matcher(line);
    assertThat(port.find()).as(line).isTrue();
    return Integer.parseInt(port.group(1));
  }
}
