package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.asyncmark.measure.ProcessSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX) // tells the state of a process in a file
@Timeout(30)
class StandingForksTest {
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Test
  void aForkStandsStillUntilItIsToldToGoOn() throws Exception {
    try (StandingForks standing = new StandingForks()) {
      standing.stop(process.pid());
      awaitState("T");
      standing.go(process.pid());
      awaitState("S");
    }
  }

  @Test
  void whenTheDriverIsGoneAForkThatStandsStillIsKilled() throws Exception {
    Process guard = StandingForks.guard();
    ProcessSignal.STOP.send(process.pid());
    try (OutputStream in = guard.getOutputStream()) { // whose end is all that is left of a driver
      in.write((process.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whenABlockIsDoneItsForksAreLeftAlone() throws Exception {
    Process guard = StandingForks.guard();
    try (OutputStream in = guard.getOutputStream()) {
      in.write((process.pid() + "\ndone\n").getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(guard.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.isAlive()).isTrue();
  }

  private void awaitState(String state) throws IOException, InterruptedException {
    while (!state().equals(state)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private String state() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }
}
