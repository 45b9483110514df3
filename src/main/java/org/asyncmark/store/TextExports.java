package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.text.Csv;

/**
 * A run as text for statistics by others, in {@code export/}: {@code benchfmt.txt} in Go's
 * benchmark format with a line for each fork, {@code forks.csv} with a row for each fork, and
 * {@code summary.csv} with a row for each arm, which is what a {@link History} has of the run.
 *
 * @param run as it was read from the store
 * @see <a href="https://go.dev/design/14313-benchmark-format">Go Benchmark Data Format</a>
 */
public record TextExports(RunStore store, RunRecord run) {
  /** The file of all forks. */
  public static final String FORKS = "forks.csv";

  /** The file of all arms. */
  static final String SUMMARY = "summary.csv";

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final double NANOS_PER_MICRO = 1_000;

  /**
   * Writes all of them anew, each whole or not at all.
   *
   * @throws org.asyncmark.EnvironmentException if a fork is damaged or the disk cannot be written
   */
  public void write() {
    Path folder = store.folder().resolve("export");
    try {
      Files.createDirectories(folder);
      WholeFile.print(folder.resolve("benchfmt.txt"), out -> out.print(benchfmt()));
      writeForks();
      WholeFile.print(folder.resolve(SUMMARY), out -> out.print(History.summary(store, run)));
    } catch (IOException e) {
      throw RunStore.unwritable(folder, e);
    }
  }

  /**
   * Writes {@code forks.csv} anew.
   *
   * @throws org.asyncmark.EnvironmentException if the disk cannot be written
   */
  public void writeForks() {
    Path file = store.folder().resolve("export").resolve(FORKS);
    try {
      WholeFile.print(file, out -> out.print(forks()));
    } catch (IOException e) {
      throw RunStore.unwritable(file, e);
    }
  }

  /** Returns Go's benchmark format: benchstat compares its JDKs with {@code -col jdk}. */
  String benchfmt() {
    StringBuilder out = new StringBuilder();
    out.append("run: ").append(run.id()).append('\n');
    out.append("machine: ").append(run.machine()).append('\n');
    for (String jdk : run.jdkBuilds().keySet()) {
      out.append("jdk: ").append(run.jdkBuilds().get(jdk)).append('\n');
      for (ArmForks arm : run.arms()) {
        if (arm.arm().jdk().equals(jdk)) {
          arm.forks().forEach(fork -> out.append(benchmark(arm.arm(), fork)));
        }
      }
    }
    return out.toString();
  }

  private static String benchmark(Arm arm, Fork fork) {
    Latencies whole = fork.main();
    if (whole.samples() == 0) {
      return "";
    }
    String pattern = arm.pattern();
    StringBuilder line = new StringBuilder("Benchmark");
    line.append(pattern.substring(0, 1).toUpperCase(Locale.ROOT)).append(pattern.substring(1));
    line.append("/model=").append(arm.model());
    arm.allParams()
        .forEach((name, value) -> line.append('/').append(name).append('=').append(value));
    line.append('\t').append(whole.samples());
    line.append('\t').append(whole.meanNanos()).append(" ns/op");
    quantiles(whole).forEach((name, value) -> value(line, name + "-ns/op", value));
    new TreeMap<>(fork.counts()).forEach((name, count) -> count(line, name, count));
    return line.append('\n').toString();
  }

  private static void count(StringBuilder line, String name, Count count) {
    switch (count.unit()) {
      case "us/op" -> value(line, name + "-ns/op", NANOS_PER_MICRO * count.value());
      case "B/op" -> value(line, name.equals("gc.alloc.rate.norm") ? "B/op" : name, count.value());
      case "#", "counts" -> value(line, name, count.value());
      case "#/op", "#/item" -> value(line, name + count.unit().substring(1), count.value());
      default -> value(line, name + "-" + count.unit(), count.value());
    }
  }

  private static void value(StringBuilder line, String unit, double value) {
    if (!Double.isFinite(value)) {
      return; // a reader of the format takes numbers only
    }
    line.append('\t').append(value).append(' ').append(unit);
  }

  private static Map<String, Double> quantiles(Latencies latencies) {
    Map<String, Double> values = new TreeMap<>();
    for (double quantile : QUANTILES) {
      if (latencies.has(quantile)) {
        double percent = 100 * quantile;
        String name =
            percent == Math.rint(percent)
                ? Long.toString((long) percent)
                : Double.toString(percent);
        values.put("p" + name, latencies.nanosAt(quantile));
      }
    }
    return values;
  }

  /** Returns a row for each fork, with a column for each metric and unit. */
  public String forks() {
    Map<Arm, Map<Integer, Map<String, Double>>> values = new LinkedHashMap<>();
    SortedSet<String> metrics = new TreeSet<>();
    for (ArmForks arm : run.arms()) {
      for (Fork fork : arm.forks()) {
        Map<String, Double> ofFork = values(fork);
        metrics.addAll(ofFork.keySet());
        values.computeIfAbsent(arm.arm(), key -> new TreeMap<>()).put(fork.round(), ofFork);
      }
    }
    ForkRows rows = new ForkRows(run.id(), run.jdkBuilds());
    StringBuilder out = new StringBuilder(ForkRows.HEADER);
    out.append(metrics.stream().map(Csv::quoted).collect(Collectors.joining(","))).append('\n');
    values.forEach(
        (arm, ofArm) ->
            ofArm.forEach(
                (round, ofFork) -> {
                  out.append(rows.start(arm, round));
                  for (String metric : metrics) {
                    Double value = ofFork.get(metric);
                    out.append(',').append(value == null ? "" : value.toString());
                  }
                  out.append('\n');
                }));
    return out.toString();
  }

  private static Map<String, Double> values(Fork fork) {
    Map<String, Double> values = new TreeMap<>();
    fork.latencies()
        .forEach(
            (kind, latencies) -> {
              values.put(kind + " samples", (double) latencies.samples());
              values.put(kind + " mean ns", latencies.meanNanos());
              quantiles(latencies)
                  .forEach((name, value) -> values.put(kind + " " + name + " ns", value));
            });
    fork.counts().forEach((name, count) -> values.put(name + " " + count.unit(), count.value()));
    return values;
  }
}
