package org.asyncmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a CPython printed, from which one line is made that says why it gave no result.
 *
 * @param lines of its output, and of its errors among them
 */
record PythonWords(List<String> lines) {
  /** Behind a margin, which those of the groups of exceptions have. */
  private static final Pattern HEAD =
      Pattern.compile("([ |]*)(\\+ Exception Group )?Traceback \\(most recent call last\\):");

  /** Python says so of what happens while it ends, and goes on. */
  private static final Pattern IGNORED = Pattern.compile("Exception ignored .*");

  /** What our own exceptions say, which is meant for the user as it is. */
  private static final Pattern OWN = Pattern.compile("asyncmark\\.[\\w.]+: (.+)");

  private static final int LONGEST = 300;

  PythonWords {
    lines = List.copyOf(lines);
  }

  /** Reads the output of a fork; nothing if it cannot be read. */
  static PythonWords of(Path log) {
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return new PythonWords(text.lines().toList());
    } catch (IOException e) {
      return new PythonWords(List.of()); // then its exit code has to do
    }
  }

  /**
   * Returns why it ended: what this suite says to the user if it says something, else the exception
   * of its last traceback, else its exit code and its last line.
   */
  String reason(int exitCode) {
    List<String> raised = raised();
    Optional<String> own =
        raised.stream().map(OWN::matcher).filter(Matcher::matches).map(m -> m.group(1)).findFirst();
    return cut(
        own.orElseGet(
            () ->
                raised.isEmpty()
                    ? "CPython ended with exit code " + exitCode + said()
                    : raised.get(raised.size() - 1)));
  }

  /** Returns its last line behind a colon, or nothing if it printed none. */
  String said() {
    return cut(
        lines.stream()
            .filter(line -> !line.isBlank())
            .reduce((earlier, later) -> later)
            .map(line -> ": " + line.strip())
            .orElse(""));
  }

  /** Returns the last line of each traceback, where the exception stands. */
  private List<String> raised() {
    List<String> raised = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher head = HEAD.matcher(lines.get(at));
      boolean ignored = at > 0 && IGNORED.matcher(lines.get(at - 1)).matches();
      if (head.matches() && !ignored) {
        String margin = head.group(1) + (head.group(2) == null ? "" : "| ");
        lines.stream()
            .skip(at + 1L)
            .filter(line -> !line.startsWith(margin + " ")) // a call, and what it looks like
            .findFirst()
            .filter(line -> line.startsWith(margin))
            .map(line -> line.substring(margin.length()).strip())
            .ifPresent(raised::add);
      }
    }
    return raised;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
