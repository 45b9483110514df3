package org.asyncmark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * A finished fork as it is kept once its run is packed: all that a verb reads of it, whatever form
 * it was read from. Of JMH's result that are the raw data, from which the rest is reckoned; of its
 * log the histogram of whole ops over all turns, and {@link KeptLog}; of its output the warm-up.
 *
 * @param whole over all turns, of the kind of latency that stands for whole ops; null if there are
 *     none
 * @param jmh null if JMH's result is not there
 */
record KeptFork(
    Counters counters,
    LatencyLog.@Nullable Interval whole,
    @Nullable JsonNode jmh,
    List<String> warmUp) {
  private static final ObjectWriter DENSE =
      RunJson.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

  /** What JMH reckons from the raw data. */
  private static final List<String> RECKONED =
      List.of("score", "scoreError", "scoreConfidence", "scorePercentiles");

  /** Tells whether a folder is that of a fork that gave a result. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(RunStore.COUNTERS))
        && Files.isRegularFile(folder.resolve(RunStore.LATENCY_LOG))
        && !Files.exists(folder.resolve(RunStore.FAILURE));
  }

  /**
   * Reads a fork.
   *
   * @param folder as it was measured, or as it was packed
   * @throws EnvironmentException if a file of it is damaged
   */
  static KeptFork read(Path folder) {
    Counters counters = RunJson.read(folder.resolve(RunStore.COUNTERS), Counters.class);
    Map<String, List<Double>> turns = new TreeMap<>(counters.turns());
    Map<String, Histogram> sums = new TreeMap<>();
    Set<Long> starts = new LinkedHashSet<>();
    long end = 0;
    Path log = folder.resolve(RunStore.LATENCY_LOG);
    List<String> warmUp;
    try {
      for (LatencyLog.Interval interval : LatencyLog.read(log)) {
        ForkReader.add(sums, interval.kind(), interval.histogram());
        if (counters.kept() == null) {
          ForkReader.score(turns, interval);
        }
        starts.add(interval.startMillis());
        end = Math.max(end, interval.startMillis() + interval.lengthMillis());
      }
      warmUp = IterationRows.warmUpLines(folder.resolve(RunStore.STDOUT));
    } catch (IOException e) {
      throw ForkReader.damaged(log, e);
    }
    long start = starts.stream().mapToLong(Long::longValue).min().orElse(0);
    String kind = Latencies.mainOf(counters.samples().keySet());
    Histogram sum = sums.remove(kind);
    LatencyLog.Interval whole =
        sum == null ? null : new LatencyLog.Interval(kind, start, end - start, sum);
    Counters complete =
        counters.kept() == null ? counters.keeping(turns, kept(starts, sums)) : counters;
    JsonNode jmh =
        Files.isRegularFile(folder.resolve(RunStore.JMH_JSON))
            ? rawData(RunReader.jmh(folder), sums.keySet())
            : null;
    return new KeptFork(complete, whole, jmh, warmUp);
  }

  /** Returns the kind of latency that stands for whole ops. */
  String kind() {
    return Latencies.mainOf(counters.samples().keySet());
  }

  private static KeptLog kept(Set<Long> starts, Map<String, Histogram> sums) {
    sums.values().removeIf(histogram -> histogram.getTotalCount() == 0);
    Map<String, KeptLog.Kind> kinds = new TreeMap<>();
    Fork.summary(sums).forEach((kind, latencies) -> kinds.put(kind, KeptLog.Kind.of(latencies)));
    return new KeptLog(new ArrayList<>(starts), kinds);
  }

  /** Returns JMH's result without what follows from other numbers, and without some kinds. */
  private static JsonNode rawData(JsonNode results, Set<String> without) {
    JsonNode copy = results.deepCopy();
    JsonNode result = copy.get(0);
    ObjectNode secondary = (ObjectNode) result.get("secondaryMetrics");
    List<String> names = new ArrayList<>();
    secondary.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> !without.contains(name.replaceFirst(":.*", "")));
    secondary.remove(names);
    ((ObjectNode) result.get("primaryMetric")).remove(RECKONED);
    secondary.forEach(metric -> ((ObjectNode) metric).remove(RECKONED));
    return copy;
  }

  /** Returns the hash of what the fork says, which packing it does not change. */
  String sha256() {
    ContentHash hash = new ContentHash().add(RunJson.MAPPER.<JsonNode>valueToTree(counters));
    if (whole != null) {
      hash.add(whole.histogram());
    }
    return (jmh == null ? hash : hash.add(jmh)).hex();
  }

  /** Returns how many latencies of whole ops JMH counted; empty if it does not say. */
  OptionalLong samplesOfJmh() {
    JsonNode turns =
        jmh == null
            ? MissingNode.getInstance()
            : jmh.path(0).path("secondaryMetrics").path(kind() + ":count").path("rawData").path(0);
    long sum = 0;
    for (JsonNode turn : turns) {
      sum += turn.asLong();
    }
    return turns.isArray() ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  /** Returns the files of the fork, whose bytes are the same for the same fork. */
  SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      files.put(RunStore.COUNTERS, DENSE.writeValueAsBytes(counters));
      if (jmh != null) {
        files.put(RunStore.JMH_JSON, DENSE.writeValueAsBytes(jmh));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("what was read as JSON has a JSON form", e);
    }
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(log, false, StandardCharsets.UTF_8)) {
      LatencyLog.print(print, whole == null ? List.of() : List.of(whole));
    }
    files.put(RunStore.LATENCY_LOG, log.toByteArray());
    if (!warmUp.isEmpty()) {
      String lines = String.join("\n", warmUp) + "\n";
      files.put(RunStore.STDOUT, lines.getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
