package org.asyncmark.profile.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Numbers by stack in the collapsed text format: one line per stack, frames from the bottom up with
 * semicolons between, a space and the number.
 *
 * @param byStack 1 and up for each stack, sorted by stack
 */
record CollapsedStacks(Map<String, Long> byStack) {
  CollapsedStacks {
    byStack = Collections.unmodifiableMap(new TreeMap<>(byStack));
  }

  /**
   * Reads a file; the same stack may stand in it more than once.
   *
   * @throws IOException if the file cannot be read or a line has no number at its end
   */
  static CollapsedStacks read(Path collapsed) throws IOException {
    Map<String, Long> byStack = new TreeMap<>();
    for (String line : Files.readAllLines(collapsed)) {
      int space = line.lastIndexOf(' ');
      try {
        byStack.merge(
            line.substring(0, Math.max(space, 0)),
            Long.parseLong(line.substring(space + 1)),
            Long::sum);
      } catch (NumberFormatException e) {
        throw new IOException(
            "want 'stack count' in " + collapsed + ", got '" + line + "'; convert it again", e);
      }
    }
    return new CollapsedStacks(byStack);
  }

  /** Returns the sum over all stacks. */
  long total() {
    return byStack.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the same stacks with their numbers multiplied and rounded, to 1 at least.
   *
   * @param factor above 0
   */
  CollapsedStacks times(double factor) {
    Map<String, Long> scaled = new TreeMap<>();
    byStack.forEach((stack, number) -> scaled.put(stack, Math.max(1, Math.round(number * factor))));
    return new CollapsedStacks(scaled);
  }

  /**
   * Returns the share of the total whose stacks are, from the bottom frame to the top, also in
   * others; 0 to 1, and 0 if there are none.
   */
  double shareIn(CollapsedStacks others) {
    Set<String> paths = new HashSet<>();
    for (String stack : others.byStack.keySet()) {
      paths.add(stack);
      for (int end = stack.indexOf(';'); end >= 0; end = stack.indexOf(';', end + 1)) {
        paths.add(stack.substring(0, end));
      }
    }
    long shared =
        byStack.entrySet().stream()
            .filter(entry -> paths.contains(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return byStack.isEmpty() ? 0 : (double) shared / total();
  }

  /** Writes the stacks in alphabetical order. */
  void write(Path collapsed) throws IOException {
    Files.write(
        collapsed,
        byStack.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
  }
}
