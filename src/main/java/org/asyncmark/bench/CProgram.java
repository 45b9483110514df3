package org.asyncmark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.jspecify.annotations.Nullable;

/** The echo server in C, compiled with gcc into a folder of its own that {@link #close} deletes. */
final class CProgram implements AutoCloseable {
  private static final String SOURCE = "/META-INF/asyncmark/c/echo.c";
  private static final long COMPILE_SECONDS = 60;

  private final Path folder;

  private CProgram(Path folder) {
    this.folder = folder;
  }

  /** Returns why this machine cannot compile or run it, in one line; null if it can. */
  static @Nullable String unavailable() {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      return "echo server c needs Linux for epoll, found " + system + "; leave it out";
    }
    try {
      return exitCode(gcc("--version")) == 0 ? null : "echo server c needs a gcc that works";
    } catch (IOException e) {
      return "echo server c needs gcc, found none ("
          + e.getMessage()
          + "); install it or leave c out";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted while asking gcc for its version";
    }
  }

  /**
   * Compiles it.
   *
   * @throws EnvironmentException if this machine cannot; the message has what gcc printed
   * @throws InterruptedException if interrupted meanwhile; nothing is left
   */
  static CProgram compile() throws InterruptedException {
    try {
      CProgram program = new CProgram(Files.createTempDirectory("asyncmark-echo-"));
      boolean compiled = false;
      try {
        program.compileInFolder();
        compiled = true;
        return program;
      } finally {
        if (!compiled) {
          program.close();
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot compile echo.c: " + e.getMessage(), e);
    }
  }

  private void compileInFolder() throws IOException, InterruptedException {
    Path source = folder.resolve("echo.c");
    try (InputStream in = CProgram.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no " + SOURCE + " in the jar");
      }
      Files.copy(in, source);
    }
    Path messages = folder.resolve("gcc.txt");
    ProcessBuilder gcc =
        gcc("-O2", "-Wall", "-Wextra", "-Werror", "-o", executable().toString(), source.toString());
    int code = exitCode(gcc.redirectOutput(messages.toFile()));
    if (code != 0) {
      throw new IOException(
          "gcc ended with " + code + ": " + Files.readString(messages, UTF_8).strip());
    }
  }

  private static ProcessBuilder gcc(String... arguments) {
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private static int exitCode(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    try {
      if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("gcc did not end within " + COMPILE_SECONDS + " s");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  Path executable() {
    return folder.resolve("echo");
  }

  /** Deletes the program and its folder; a process that runs it goes on. Idempotent. */
  @Override
  public void close() {
    try {
      for (String name : new String[] {"echo", "echo.c", "gcc.txt"}) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new EnvironmentException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
