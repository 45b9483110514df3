package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class AskProcessTest {
  private static final List<String> OPTIONS = List.of("-XshowSettings:properties", "-version");

  @TempDir Path folder;

  private Path java(String script) throws IOException {
    return FakeJdks.script(folder.resolve("jdk"), script).resolve("bin/java");
  }

  @Test
  void returnsExitCodeAndBothOutputs() throws Exception {
    Path java = java("echo \"$@\"; echo problem >&2; exit 3\n");
    assertThat(new AskProcess(Duration.ofSeconds(5), folder).ask(java, OPTIONS))
        .isEqualTo(new Ask.Answer(true, 3, "-XshowSettings:properties -version\nproblem\n"));
  }

  @Test
  void killsTheProcessAndItsChildrenAtTheDeadline() throws Exception {
    Path pids = folder.resolve("pids");
    Path java =
        java("sleep 60 &\necho $$ $! > " + pids + ".new; mv " + pids + ".new " + pids + "\nwait\n");
    Ask.Answer answer = new AskProcess(Duration.ofSeconds(2), folder).ask(java, OPTIONS);
    assertThat(answer.inTime()).isFalse();
    List<String> started = List.of(Files.readString(pids).strip().split(" ", -1));
    assertThat(started).hasSize(2);
    for (String pid : started) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
      if (process.isPresent()) {
        process.get().onExit().get(5, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void whatPrintsWithoutEndIsKilledAndItsBeginningRead() throws Exception {
    Path java = java("yes\n");
    Ask.Answer answer = new AskProcess(Duration.ofMinutes(1), folder).ask(java, OPTIONS);
    assertThat(answer.inTime()).isFalse();
    assertThat(answer.output()).hasSize(AskProcess.MOST_BYTES);
  }

  @Test
  void isNotWaitingForInput() throws Exception {
    assertThat(new AskProcess(Duration.ofSeconds(5), folder).ask(java("cat\n"), OPTIONS).inTime())
        .isTrue();
  }

  @Test
  void aFolderForTemporaryFilesThatCannotBeWrittenIsNamed() throws Exception {
    Path java = java("exit 0\n");
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> new AskProcess(Duration.ofSeconds(5), absent).ask(java, OPTIONS))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a temporary file in "
                + absent
                + ", none can be written there; name another folder with -Djava.io.tmpdir=DIR");
  }

  @Test
  void whatCannotBeStartedIsAnException() throws Exception {
    Path java = Files.writeString(folder.resolve("java"), "not executable");
    assertThatThrownBy(() -> new AskProcess(Duration.ofSeconds(5), folder).ask(java, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(java.toString());
  }

  @Test
  void anInterruptKillsTheProcess() throws Exception {
    Path java = java("exec sleep 60\n");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new AskProcess(Duration.ofSeconds(60), folder).ask(java, OPTIONS))
        .isInstanceOf(InterruptedException.class);
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
  }
}
