package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples by stack in the collapsed text format: one line per stack, frames from the bottom up with
 * semicolons between, a space and the number of samples. Adding up those of several forks merges
 * them. Not thread-safe.
 */
final class CollapsedStacks {
  private final Map<String, Long> samplesByStack = new TreeMap<>();

  /**
   * Adds the stacks of a file.
   *
   * @throws IOException if the file cannot be read or a line has no number at its end
   */
  void add(Path collapsed) throws IOException {
    for (String line : Files.readAllLines(collapsed)) {
      int space = line.lastIndexOf(' ');
      try {
        samplesByStack.merge(
            line.substring(0, Math.max(space, 0)),
            Long.parseLong(line.substring(space + 1)),
            Long::sum);
      } catch (NumberFormatException e) {
        throw new IOException(
            "want 'stack count' in " + collapsed + ", got '" + line + "'; convert it again", e);
      }
    }
  }

  /** Returns the number of samples of all stacks. */
  long samples() {
    return samplesByStack.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Writes the stacks in alphabetical order. */
  void write(Path collapsed) throws IOException {
    Files.write(
        collapsed,
        samplesByStack.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList());
  }
}
