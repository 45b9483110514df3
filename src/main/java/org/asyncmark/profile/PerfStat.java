package org.asyncmark.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Linux's {@code perf stat} at the system calls of a process, of all its threads and those that
 * they start. It counts while it is enabled. Used by one thread.
 */
final class PerfStat implements AutoCloseable {
  private static final String EVENT = "raw_syscalls:sys_enter";
  private static final long PATIENCE_SECONDS = 10;

  private final Process perf;

  private PerfStat(Process perf) {
    this.perf = perf;
  }

  /**
   * Attaches to a process, not counting yet.
   *
   * @throws IOException if perf cannot be started or does not answer
   */
  static PerfStat attach(long pid) throws IOException {
    // perf takes orders from its input and confirms them on its output; the result is on its error
    PerfStat attached =
        new PerfStat(
            new ProcessBuilder(
                    "perf",
                    "stat",
                    "-D",
                    "-1",
                    "--control",
                    "fd:0,1",
                    "-x",
                    ",",
                    "-e",
                    EVENT,
                    "-p",
                    String.valueOf(pid))
                .start());
    try {
      attached.order("disable");
      return attached;
    } catch (IOException e) {
      attached.close();
      throw e;
    }
  }

  void enable() throws IOException {
    order("enable");
  }

  void disable() throws IOException {
    order("disable");
  }

  /**
   * Ends counting.
   *
   * @return number of system calls while it was enabled
   */
  long end() throws IOException {
    try (this) {
      new ProcessBuilder("kill", "-INT", String.valueOf(perf.pid())).start().waitFor();
      String output = new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return parse(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while perf was ending", e);
    }
  }

  /** Ends perf if it is there still. */
  @Override
  public void close() {
    perf.destroyForcibly();
  }

  private void order(String order) throws IOException {
    perf.getOutputStream().write((order + "\n").getBytes(StandardCharsets.US_ASCII));
    perf.getOutputStream().flush();
    InputStream answers = perf.getInputStream();
    int read = answers.read();
    while (read >= 0 && read != '\n') {
      read = answers.read();
    }
    if (read < 0) {
      throw new IOException("perf stat: " + problem(error()));
    }
  }

  private String error() throws IOException {
    return new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@code perf stat -x,} prints.
   *
   * @throws IOException if it counted nothing; the message says why
   */
  static long parse(String output) throws IOException {
    for (String line : output.lines().toList()) {
      String[] fields = line.split(",");
      if (fields.length > 2 && fields[2].equals(EVENT) && fields[0].matches("\\d+")) {
        return Long.parseLong(fields[0]);
      }
    }
    throw new IOException("perf stat: " + problem(output));
  }

  /** Returns the line of perf's output that tells why it does not count. */
  static String problem(String output) {
    List<String> lines =
        output
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.equals("Error:")) // a heading
            .toList();
    return lines.stream()
        .filter(
            line -> {
              String lower = line.toLowerCase(Locale.ROOT);
              return lower.contains("not counted")
                  || lower.contains("not supported")
                  || lower.contains("no permission")
                  || lower.contains("permission denied")
                  || lower.contains("not permitted")
                  || lower.contains("can't access")
                  || lower.contains("unknown tracepoint");
            })
        .findFirst()
        .orElse(lines.isEmpty() ? "no output" : lines.get(0));
  }

  /**
   * Returns why system calls cannot be counted on this machine; empty if they can.
   *
   * <p>Found out by counting those of {@code true}.
   */
  static String absence() {
    try {
      Process perf =
          new ProcessBuilder("perf", "stat", "-x", ",", "-e", EVENT, "true")
              .redirectErrorStream(true)
              .start();
      perf.getOutputStream().close();
      String output = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!perf.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        perf.destroyForcibly();
        return "perf does not end";
      }
      parse(output);
      return "";
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      return reason.startsWith("Cannot run program") ? "perf is not installed" : reason;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
