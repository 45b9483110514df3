package org.asyncmark.loop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process of CPython that runs any number of programs, one after the other: {@code
 * asyncmark_fuzz.py}. A program and its trace are one line each, so that neither side can wait for
 * the other with a full pipe.
 */
final class CPython implements Oracle, AutoCloseable {
  private static final String SCRIPT =
      Path.of("src", "test", "python", "asyncmark_fuzz.py").toString();

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final Release release;

  private CPython(Process process) throws IOException {
    this.process = process;
    out = process.inputReader(UTF_8);
    in = process.outputWriter(UTF_8);
    String version = out.readLine();
    if (version == null) {
      throw new IOException("it ended without telling its version");
    }
    release = Release.parse(version);
  }

  /** Returns the command that is looked for on the PATH, or what {@code -Dfuzz.python} names. */
  static String command() {
    return System.getProperty("fuzz.python", "python3");
  }

  /**
   * Starts a process.
   *
   * @throws IOException if there is no such command, or it is none or too old a CPython
   */
  static CPython start(String command) throws IOException {
    // -I: settings of the user's environment do not reach asyncio
    Process process =
        new ProcessBuilder(List.of(command, "-I", "-W", "ignore", SCRIPT))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CPython python = null;
    try {
      python = new CPython(process);
    } finally {
      if (python == null) {
        process.destroyForcibly();
      }
    }
    if (python.release.compareTo(Release.OLDEST) < 0) {
      python.close();
      throw new IOException(
          "want CPython " + Release.OLDEST + " or newer, found " + python.release);
    }
    return python;
  }

  @Override
  public Release release() {
    return release;
  }

  @Override
  public Trace trace(Program program) throws IOException {
    in.write(program.text());
    in.newLine();
    in.flush();
    @Nullable String trace = out.readLine();
    if (trace == null) {
      throw new IOException(
          "CPython " + release + " ended in seed " + program.seed() + ": " + program.text());
    }
    return new Trace(trace.isEmpty() ? List.of() : List.of(trace.split("\t")));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
