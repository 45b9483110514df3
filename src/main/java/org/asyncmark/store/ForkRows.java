package org.asyncmark.store;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.text.Csv;

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
        .map(Csv::quoted)
        .collect(Collectors.joining(","));
  }

  /** Appends a row with the three columns that tell a value. */
  static void row(StringBuilder out, String start, String name, String unit, double value) {
    out.append(start).append(',').append(Csv.quoted(name)).append(',').append(Csv.quoted(unit));
    out.append(',').append(value).append('\n');
  }
}
