package org.asyncmark.store;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;

/**
 * Rows of CSV that each begin with the fork that they are of.
 *
 * @param builds full builds by name of the JDK
 */
record ForkRows(String run, Map<String, String> builds) {
  /** Names of the columns that say which fork it is. */
  static final String HEADER = "run,pattern,model,jdk,jdk_build,params,round,";

  /** Returns the start of a fork's rows. */
  String start(Arm arm, int round) {
    return Stream.of(
            run,
            arm.pattern(),
            arm.model(),
            arm.jdk(),
            builds.getOrDefault(arm.jdk(), arm.jdk()),
            arm.paramsLabel(),
            Integer.toString(round))
        .map(ForkRows::quoted)
        .collect(Collectors.joining(","));
  }

  /** Appends a row with the three columns that tell a value. */
  static void row(StringBuilder out, String start, String name, String unit, double value) {
    out.append(start).append(',').append(quoted(name)).append(',').append(quoted(unit));
    out.append(',').append(value).append('\n');
  }

  private static String quoted(String value) {
    boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
