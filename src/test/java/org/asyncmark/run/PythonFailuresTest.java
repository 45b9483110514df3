package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forks whose Python gives no result, each in another way. */
@Timeout(60)
class PythonFailuresTest extends PythonStandIn {
  @Test
  void aPythonThatDiesInTheMiddleIsToldByItsTraceback() throws Exception {
    ForkFailedException failure =
        failure(
            "come",
            "echo 'Traceback (most recent call last):' >&2",
            "echo '  File \"gather.py\", line 7, in op' >&2",
            "echo 'IndexError: list index out of range' >&2",
            "exit 1");
    assertThat(failure).hasMessage("IndexError: list index out of range");
    assertThat(failure.hung()).isFalse();
  }

  @Test
  void aPythonThatEndsWithACodeIsToldByItAndByItsLastLine() throws Exception {
    assertThat(failure("echo no room; exit 3"))
        .hasMessage("CPython ended with exit code 3: no room");
  }

  @Test
  void aPythonThatIsKilledIsToldByItsCode() throws Exception {
    assertThat(failure("come", "kill -9 $$")).hasMessage("CPython ended with exit code 137");
  }

  @Test
  void aPythonThatPrintsGarbageAndLeavesNothingIsToldByItsLastLine() throws Exception {
    assertThat(failure("come", "gate", "gate", "echo '@%&!'"))
        .hasMessage("CPython ended without a result: @%&!");
  }

  @Test
  void aPythonThatLeavesGarbageIsToldByWhatWasWantedAndFoundAndTheGarbageIsDeleted()
      throws Exception {
    assertThat(failure("come", "gate", "gate", "echo '[1' > $result.json; echo x > $result.bin"))
        .hasMessageStartingWith(
            "the result of CPython is unusable: wanted JSON, found something else: Unexpected");
    try (Stream<Path> all = Files.list(into())) {
      assertThat(all).containsExactly(into().resolve(RunStore.STDOUT));
    }
  }

  @Test
  void aPythonThatDoesNotWaitForItsTurnsGivesNoResult() throws Exception {
    assertThat(failure(with(PythonLeftovers.shell(), "come")))
        .hasMessage("CPython ended after 1 of 2 turns");
  }

  @Test
  void anotherPythonThanPlannedGivesNoResult() throws Exception {
    List<String> lines = new ArrayList<>(List.of(good()));
    lines.replaceAll(line -> line.replace("3.11.7", "3.12.1"));
    assertThat(failure(lines.toArray(String[]::new)))
        .hasMessage(
            "the fork ran otherwise than planned: wanted CPython 3.11.7, found CPython 3.12.1");
  }

  @Test
  void turnsThatAreCutShortGiveNoResult() throws Exception {
    List<String> lines = new ArrayList<>(List.of(good()));
    lines.replaceAll(line -> line.replace("\"nanos\": 1200000", "\"nanos\": 900000"));
    assertThat(failure(lines.toArray(String[]::new)))
        .hasMessage(
            "the fork ran otherwise than planned: wanted measured iterations 2 x 1 ms,"
                + " found 2 x 0 ms");
  }

  @Test
  void aPythonThatIsNotThereIsNamed() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    assertThat(failure(nowhere, PATIENT_MILLIS))
        .hasMessageStartingWith(
            "CPython cannot be started: Cannot run program \"" + nowhere + "\"");
  }

  @Test
  void aPythonThatHangsIsEndedWithAllThatItStarted() throws Exception {
    ForkFailedException failure =
        failure(script("sleep 300 & echo $! > " + folder + "/child", "wait"), 1_000);
    assertThat(failure).hasMessage("hung: no result after 1 s, ended");
    assertThat(failure.hung()).isTrue();
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    awaitEnd(child);
    try (Stream<Path> all = Files.list(into())) {
      assertThat(all).containsExactly(into().resolve(RunStore.STDOUT)); // and no jcmd was asked
    }
  }

  @Test
  void aPythonThatHangsBehindItsClosedGateIsEnded() throws Exception {
    assertThat(failure(script("come", "exec 3>&-", "exec sleep 300"), 2_000))
        .hasMessage("hung: no result after 2 s, ended");
  }

  private static void awaitEnd(long pid) throws InterruptedException {
    while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
