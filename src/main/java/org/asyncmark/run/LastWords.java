package org.asyncmark.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a fork's JVM printed at its end, as JMH repeats it in the fork's output.
 *
 * @param exitCode of the JVM; empty if it did not fail
 * @param lines the last of its standard output, then of its standard error
 */
record LastWords(String exitCode, List<String> lines) {
  private static final Pattern FAILED =
      Pattern.compile("<forked VM failed with exit code (-?\\d+)>");

  private static final String END = "</stderr>";

  /** A JVM that does not start, or cannot go on, says one of these. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "Error: Could not create the Java Virtual Machine\\."
              + "|Error occurred during initialization of VM"
              + "|Error: Could not find or load main class .*"
              + "|# There is insufficient memory for the Java Runtime Environment to continue\\."
              + "|# A fatal error has been detected by the Java Runtime Environment:");

  /** What stands around the reason and says nothing of it. */
  private static final Pattern NOISE =
      Pattern.compile(
          "#?\\s*|</?std(?:out|err).*>"
              + "|Error: Could not create the Java Virtual Machine\\."
              + "|Error: A fatal exception has occurred\\. Program will exit\\."
              + "|Error occurred during initialization of VM"
              + "|# An error report file .*|# .*hs_err_pid\\d+\\.log"
              + "|.* VM warning: .*|\\[.*\\]\\[warning\\].*|(?:NOTE: )?Picked up .*");

  private static final int LONGEST = 300;

  /** Finds them; the code is empty if the JVM did not fail. */
  static LastWords in(List<String> log) {
    for (int at = 0; at < log.size(); at++) {
      Matcher failed = FAILED.matcher(log.get(at));
      if (failed.matches()) {
        List<String> rest = log.subList(at + 1, log.size());
        int end = rest.indexOf(END);
        return new LastWords(failed.group(1), end < 0 ? rest : rest.subList(0, end));
      }
    }
    return new LastWords("", List.of());
  }

  /** Returns why the JVM did not start or go on, in its own words; nothing if it did. */
  Optional<String> refusal() {
    if (lines.stream().noneMatch(line -> REFUSAL.matcher(line).matches())) {
      return Optional.empty();
    }
    String words =
        lines.stream()
            .filter(line -> !NOISE.matcher(line).matches())
            .map(line -> line.replaceFirst("^#\\s*", "").strip())
            .collect(Collectors.joining("; "));
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("the JVM says: " + words.substring(0, Math.min(words.length(), LONGEST)));
  }

  /** Returns with which code the JVM ended; nothing if it did not fail. */
  Optional<String> ending() {
    return exitCode.isEmpty()
        ? Optional.empty()
        : Optional.of("the JVM ended with exit code " + exitCode);
  }
}
