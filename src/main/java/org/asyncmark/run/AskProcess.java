package org.asyncmark.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks by starting the {@code java}; the process and its children are killed at a deadline. */
final class AskProcess implements Ask {
  /** Would make a JVM say or do other things than it does by itself. */
  private static final List<String> INJECTED_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  private final Duration deadline;

  /**
   * @param deadline from the start of the process to its being killed
   */
  AskProcess(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public Answer ask(Path java) throws IOException, InterruptedException {
    // a file, not a pipe: a grandchild that holds a pipe open would make the read outlast the kill
    File output = File.createTempFile("asyncmark-java", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
              .redirectErrorStream(true)
              .redirectOutput(output);
      builder.environment().keySet().removeAll(INJECTED_OPTIONS);
      boolean inTime;
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        inTime = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        killTree(process);
      }
      String said = new String(Files.readAllBytes(output.toPath()), Charset.defaultCharset());
      return new Answer(inTime, inTime ? process.exitValue() : -1, said);
    } finally {
      Files.deleteIfExists(output.toPath());
    }
  }

  private static void killTree(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
