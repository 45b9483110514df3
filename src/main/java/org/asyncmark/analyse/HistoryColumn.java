package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.Locale;

/** The columns of a history, in their order; {@link #header} names them as its file does. */
public enum HistoryColumn {
  /** When the run began: ISO-8601 in UTC. */
  TIME,
  /**
   * The series that the line belongs to: cell, runtime and machine. Otava takes one series out of a
   * file by the column of this name, and by no other.
   */
  BRANCH,
  RUN,
  PRESET,
  /** Of {@code method.md}; empty if the run does not say. */
  METHOD_VERSION,
  /** Ends in {@code -dirty} if changes were in no commit. */
  COMMIT,
  /** The same for machines whose facts are the same. */
  MACHINE,
  MACHINE_FACTS,
  PATTERN,
  MODEL,
  PARAMS,
  JDK,
  JDK_BUILD,
  /** What the forks ran with: their iterations, their JVM flags, a server of the user's. */
  CONDITIONS,
  /** What the latencies are of: service or response. */
  KIND,
  /** How many gave a result. */
  FORKS,
  /** How many of these are invalid; their numbers are in the line only if all of them are. */
  INVALID_FORKS,
  /** Share of turns that took more than 1.2 times the median of their fork's. */
  DISTURBED_SHARE,
  P50_US,
  P50_LOW_US,
  P50_HIGH_US,
  P99_US,
  P99_LOW_US,
  P99_HIGH_US,
  MEAN_US,
  CPU_US_PER_OP,
  ALLOCATED_BYTES_PER_OP;

  /** Returns the name in the first line of the file. */
  public String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether what stands in it is a number, if it is known. */
  public boolean isNumber() {
    return compareTo(FORKS) >= 0;
  }

  /** Returns all names, in their order. */
  public static String[] headers() {
    return Arrays.stream(values()).map(HistoryColumn::header).toArray(String[]::new);
  }
}
