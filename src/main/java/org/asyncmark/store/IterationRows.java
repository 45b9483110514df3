package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;

/**
 * A row of CSV for each iteration of a fork: its mean as JMH gave it, in warm-up as JMH printed it.
 */
final class IterationRows {
  /** The first line. */
  static final String HEADER = ForkRows.HEADER + "phase,iteration,unit,value\n";

  private static final Pattern WARM_UP =
      Pattern.compile("# Warmup Iteration +(\\d+): (\\d+[.,]\\d+) (?:±.* )?(\\S+/\\S+)");

  private final ForkRows rows;

  IterationRows(Plan plan) {
    rows =
        new ForkRows(
            plan.runId(),
            plan.jdks().stream().collect(Collectors.toMap(PlannedJdk::name, PlannedJdk::label)));
  }

  /**
   * Appends the rows of a fork.
   *
   * @param log what its JVM printed; may be missing
   * @param result what JMH wrote
   */
  void append(StringBuilder out, Arm arm, int round, Path log, JsonNode result) throws IOException {
    String start = rows.start(arm, round);
    warmUp(out, start + ",warmup", log);
    JsonNode metric = result.path(0).path("primaryMetric");
    String unit = metric.path("scoreUnit").asText();
    int iteration = 0;
    for (JsonNode value : metric.path("rawData").path(0)) {
      String place = Integer.toString(++iteration);
      ForkRows.row(out, start + ",measured", place, unit, value.asDouble(Double.NaN));
    }
  }

  /** JMH keeps warm-up out of its JSON, so that its output is the only place to read it from. */
  private static void warmUp(StringBuilder out, String start, Path log) throws IOException {
    for (String line : warmUpLines(log)) {
      Matcher matcher = WARM_UP.matcher(line);
      if (matcher.matches()) {
        // printed in the locale of the machine
        double value = Double.parseDouble(matcher.group(2).replace(',', '.'));
        ForkRows.row(out, start, matcher.group(1), matcher.group(3), value);
      }
    }
  }

  /** Returns what is read of the output of a fork's JVM; nothing if it is not there. */
  static List<String> warmUpLines(Path log) throws IOException {
    if (!Files.isRegularFile(log)) {
      return List.of(); // logs were not kept with results that are published
    }
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return Stream.of(text.split("\\R")).filter(line -> WARM_UP.matcher(line).matches()).toList();
  }
}
