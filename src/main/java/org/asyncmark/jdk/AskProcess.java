package org.asyncmark.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;

/**
 * Asks by starting the executable; the process and its children are killed at a deadline.
 *
 * @param deadline from the start of the process to its being killed
 * @param temporary folder for answers, which are deleted
 */
record AskProcess(Duration deadline, Path temporary) implements Ask {
  /** Where this machine has files that are deleted. */
  static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private static final long LOOK_MILLIS = 50;

  /** No runtime says more of itself; what is behind it is of one that prints without end. */
  static final int MOST_BYTES = 1 << 20;

  @Override
  public Answer ask(Path executable, List<String> options)
      throws IOException, InterruptedException {
    // a file, not a pipe: a grandchild that holds a pipe open would make the read outlast the kill
    Path output = emptyFile();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(executable.toString()), options.stream()).toList())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeAll(JvmVariables.NAMES);
      boolean inTime;
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        inTime = isOver(process, output);
      } finally {
        killTree(process);
      }
      try (InputStream said = Files.newInputStream(output)) {
        return new Answer(
            inTime,
            inTime ? process.exitValue() : -1,
            new String(said.readNBytes(MOST_BYTES), Charset.defaultCharset()));
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Waits for the end, but not beyond the deadline, nor for what prints without end. */
  private boolean isOver(Process process, Path output) throws IOException, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - end > 0 || Files.size(output) > MOST_BYTES) {
        return false;
      }
    }
    return true;
  }

  /** Without one every runtime would seem to be unusable. */
  private Path emptyFile() {
    try {
      return Files.createTempFile(temporary, "asyncmark-java", ".txt");
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted a temporary file in "
              + temporary
              + ", none can be written there; name another folder with -Djava.io.tmpdir=DIR",
          e);
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
