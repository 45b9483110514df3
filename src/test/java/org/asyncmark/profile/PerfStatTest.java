package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PerfStatTest {
  @Test
  void readsTheNumberOfCalls() throws IOException {
    assertThat(PerfStat.parse(golden("counted"))).isEqualTo(29);
  }

  @Test
  void anEventThatMayNotBeReadIsNamed() {
    assertThatThrownBy(() -> PerfStat.parse(golden("not-permitted")))
        .isInstanceOf(IOException.class)
        .hasMessage("perf stat: \\___ can't access trace events");
  }

  @Test
  void anEventThatWasNotCountedIsNoZero() {
    String line = "<not counted>,,raw_syscalls:sys_enter,0,100.00,,";
    assertThatThrownBy(() -> PerfStat.parse(line))
        .isInstanceOf(IOException.class)
        .hasMessage("perf stat: " + line);
  }

  @Test
  void countsThreadsThatStartMeanwhileAndOnlyWhileItIsEnabled(@TempDir Path dir)
      throws IOException, InterruptedException {
    String absence = PerfStat.absence();
    if (!absence.isEmpty()) { // on this machine the reason is all there is to check
      assertThat(absence).isNotBlank();
      return;
    }
    try (PerfStat perf = PerfStat.attach(ProcessHandle.current().pid())) {
      touch(dir, 20_000);
      perf.enable();
      Thread late = new Thread(() -> touch(dir, 1_000));
      late.start();
      late.join(TimeUnit.SECONDS.toMillis(20));
      perf.disable();
      touch(dir, 20_000);
      assertThat(perf.end()).isBetween(1_000L, 15_000L);
    }
  }

  /** Makes at least {@code times} system calls. */
  private static void touch(Path file, int times) {
    for (int i = 0; i < times; i++) {
      Files.isExecutable(file);
    }
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/golden/perf", name + ".txt"));
  }

  @Test
  void aHeadingIsNoReason() {
    assertThat(PerfStat.problem("Error:\nToo many events are opened.\nTry again after reducing\n"))
        .isEqualTo("Too many events are opened.");
  }
}
