package org.asyncmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.RunRecord;

/**
 * A run as text for statistics by others, in {@code export/}: {@code benchfmt.txt} in Go's
 * benchmark format with a line for each fork, {@code forks.csv} with a row for each fork and
 * metric, and {@code iterations.csv} with a row for each iteration, those of JMH's warm-up
 * included.
 *
 * @see <a href="https://go.dev/design/14313-benchmark-format">Go Benchmark Data Format</a>
 */
public final class TextExports {
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};
  private static final double NANOS_PER_MICRO = 1_000;
  private static final String ARM_HEADER = "run,pattern,model,jdk,jdk_build,params,round,";

  private static final Pattern WARM_UP =
      Pattern.compile("# Warmup Iteration +(\\d+): (\\d+[.,]\\d+) (?:±.* )?(\\S+/\\S+)");

  private final RunStore store;
  private final RunRecord run;

  /** Creates the exports of a run that was read from a store. */
  public TextExports(RunStore store, RunRecord run) {
    this.store = store;
    this.run = run;
  }

  /**
   * Writes all of them anew, each whole or not at all.
   *
   * @throws org.asyncmark.EnvironmentException if a fork is damaged or the disk cannot be written
   */
  public void write() {
    Path folder = store.folder().resolve("export");
    try {
      Files.createDirectories(folder);
      write(folder.resolve("benchfmt.txt"), benchfmt());
      write(folder.resolve("forks.csv"), forks());
      write(folder.resolve("iterations.csv"), iterations());
    } catch (IOException e) {
      throw RunStore.unwritable(folder, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
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
    Histogram service = fork.histograms().get("service");
    if (service == null || service.getTotalCount() == 0) {
      return "";
    }
    String pattern = arm.pattern();
    StringBuilder line = new StringBuilder("Benchmark");
    line.append(pattern.substring(0, 1).toUpperCase(Locale.ROOT)).append(pattern.substring(1));
    line.append("/model=").append(arm.model());
    arm.params().forEach((name, value) -> line.append('/').append(name).append('=').append(value));
    line.append('\t').append(service.getTotalCount());
    line.append('\t').append(service.getMean()).append(" ns/op");
    quantiles(service).forEach((name, value) -> value(line, name + "-ns/op", value));
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

  private static Map<String, Double> quantiles(Histogram histogram) {
    Map<String, Double> values = new TreeMap<>();
    for (double quantile : QUANTILES) {
      if (Quantiles.supported(histogram.getTotalCount(), quantile)) {
        double percent = 100 * quantile;
        String name =
            percent == Math.rint(percent)
                ? Long.toString((long) percent)
                : Double.toString(percent);
        values.put("p" + name, (double) histogram.getValueAtPercentile(percent));
      }
    }
    return values;
  }

  /** Returns a row for each fork and metric. */
  String forks() {
    StringBuilder out = new StringBuilder(ARM_HEADER).append("metric,unit,value\n");
    for (ArmForks arm : run.arms()) {
      for (Fork fork : arm.forks()) {
        String start = start(arm.arm(), fork.round());
        new TreeMap<>(fork.histograms())
            .forEach(
                (kind, histogram) -> {
                  row(out, start, kind + " samples", "#", histogram.getTotalCount());
                  row(out, start, kind + " mean", "ns", histogram.getMean());
                  quantiles(histogram)
                      .forEach((name, value) -> row(out, start, kind + " " + name, "ns", value));
                });
        new TreeMap<>(fork.counts())
            .forEach((name, count) -> row(out, start, name, count.unit(), count.value()));
      }
    }
    return out.toString();
  }

  /** Returns a row for each iteration: its mean as JMH gave it, in warm-up as JMH printed it. */
  String iterations() throws IOException {
    StringBuilder out = new StringBuilder(ARM_HEADER).append("phase,iteration,unit,value\n");
    for (ArmForks arm : run.arms()) {
      for (Fork fork : arm.forks()) {
        String start = start(arm.arm(), fork.round());
        Path folder = store.forkFolder(fork.round(), arm.arm(), "");
        warmUp(out, start + ",warmup", folder.resolve(RunStore.STDOUT));
        JsonNode metric = new RunReader(store).jmh(folder).path(0).path("primaryMetric");
        String unit = metric.path("scoreUnit").asText();
        int iteration = 0;
        for (JsonNode value : metric.path("rawData").path(0)) {
          String place = Integer.toString(++iteration);
          row(out, start + ",measured", place, unit, value.asDouble(Double.NaN));
        }
      }
    }
    return out.toString();
  }

  /** JMH keeps warm-up out of its JSON, so that its output is the only place to read it from. */
  private static void warmUp(StringBuilder out, String start, Path log) throws IOException {
    if (!Files.isRegularFile(log)) {
      return; // logs are not kept with results that are published
    }
    for (String line : new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\\R")) {
      Matcher matcher = WARM_UP.matcher(line);
      if (matcher.matches()) {
        // printed in the locale of the machine
        double value = Double.parseDouble(matcher.group(2).replace(',', '.'));
        row(out, start, matcher.group(1), matcher.group(3), value);
      }
    }
  }

  private String start(Arm arm, int round) {
    return Stream.of(
            run.id(),
            arm.pattern(),
            arm.model(),
            arm.jdk(),
            run.jdkBuilds().getOrDefault(arm.jdk(), arm.jdk()),
            arm.paramsLabel(),
            Integer.toString(round))
        .map(TextExports::quoted)
        .collect(Collectors.joining(","));
  }

  private static void row(StringBuilder out, String start, String name, String unit, double value) {
    out.append(start).append(',').append(quoted(name)).append(',').append(quoted(unit));
    out.append(',').append(value).append('\n');
  }

  private static String quoted(String value) {
    boolean needed = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
