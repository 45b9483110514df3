package org.asyncmark.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;

/**
 * Reads what plain JMH 1.37 wrote with {@code -rf json} as a run. A fork's score is the median of
 * its iterations. JMH runs the forks of a benchmark back to back, so that they pair with nothing,
 * and it does not record the machine.
 */
public final class JmhImport {
  private static final String VERSION = "1.37";
  private static final String SCORE = "score";

  /** Far beyond any result file, and less than what would exhaust the memory. */
  private static final long MOST_BYTES = 256L << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final Path file;
  private final Map<Arm, ArmForks> arms = new LinkedHashMap<>();
  private final Map<String, String> builds = new LinkedHashMap<>();

  private JmhImport(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws EnvironmentException if it is not what JMH 1.37 writes; the message is one line with
   *     the file and the reason
   */
  public static RunRecord read(Path file) {
    return new JmhImport(file).read();
  }

  private RunRecord read() {
    JsonNode root = parse();
    if (!root.isArray() || root.isEmpty()) {
      throw damaged("want an array of results, got " + kind(root));
    }
    int place = 0;
    for (JsonNode result : root) {
      result(result, "result " + ++place);
    }
    int rounds = arms.values().stream().mapToInt(arm -> arm.forks().size()).max().orElse(0);
    return new RunRecord(
        String.valueOf(file.getFileName()),
        "",
        RunRecord.UNKNOWN_MACHINE,
        "jmh",
        builds,
        rounds,
        List.copyOf(arms.values()),
        Map.of());
  }

  private JsonNode parse() {
    try {
      if (!Files.isRegularFile(file)) {
        throw damaged("no such file");
      }
      long bytes = Files.size(file);
      if (bytes == 0 || bytes > MOST_BYTES) {
        throw damaged(bytes == 0 ? "it is empty" : "it is larger than any result of JMH");
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root == null || root.isMissingNode()) {
        throw damaged("it is empty");
      }
      return root;
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null ? "" : "line " + Math.max(1, e.getLocation().getLineNr()) + ": ";
      throw damaged("not JSON, " + where + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw damaged("cannot be read, " + oneLine(String.valueOf(e.getMessage())));
    }
  }

  private void result(JsonNode result, String where) {
    if (!result.isObject()) {
      throw damaged(where + ": want an object, got " + kind(result));
    }
    String version = text(result, "jmhVersion", where);
    if (!version.equals(VERSION)) {
      throw damaged(where + ": want jmhVersion " + VERSION + ", got '" + version + "'");
    }
    String benchmark = text(result, "benchmark", where);
    String jdk = text(result, "vmVersion", where);
    Map<String, String> params = new TreeMap<>();
    JsonNode given = result.path("params");
    if (!given.isMissingNode() && !given.isObject()) {
      throw damaged(where + ": want params as an object, got " + kind(given));
    }
    given
        .properties()
        .forEach(each -> params.put(each.getKey(), oneLine(each.getValue().asText())));
    String mode = text(result, "mode", where);
    JsonNode threads = result.path("threads");
    if (!threads.isInt()) {
      throw damaged(where + ": want threads as a number, got " + kind(threads));
    }
    Map<String, String> settings = Map.of("mode", mode, "threads", threads.asText());
    Arm arm = new Arm(benchmark, "", jdk, params, settings);
    builds.put(jdk, jdk + " " + text(result, "vmName", where));
    if (arms.put(arm, new ArmForks(arm, forks(result, where))) != null) {
      throw damaged(where + ": the same benchmark, parameters and JVM as a result before");
    }
  }

  private List<Fork> forks(JsonNode result, String where) {
    List<Map<String, Count>> forks = new ArrayList<>();
    metric(forks, SCORE, result.path("primaryMetric"), where + ", primaryMetric");
    int planned = forks.size();
    JsonNode secondary = result.path("secondaryMetrics");
    if (!secondary.isMissingNode() && !secondary.isObject()) {
      throw damaged(where + ": want secondaryMetrics as an object, got " + kind(secondary));
    }
    secondary
        .properties()
        .forEach(
            each ->
                metric(
                    forks,
                    oneLine(each.getKey()).replace("·", ""),
                    each.getValue(),
                    where + ", " + oneLine(each.getKey())));
    JsonNode told = result.path("forks");
    // JMH writes 0 where it ran in its own JVM
    if (!told.isInt() || (told.asInt() != 0 && told.asInt() != planned)) {
      throw damaged(where + ": want forks to be the " + planned + " of rawData, got " + kind(told));
    }
    List<Fork> all = new ArrayList<>();
    for (int i = 0; i < planned; i++) {
      all.add(Fork.of(i + 1, Map.of(), forks.get(i)));
    }
    return all;
  }

  private void metric(List<Map<String, Count>> forks, String name, JsonNode metric, String where) {
    String unit = text(metric, "scoreUnit", where);
    JsonNode raw = metric.path("rawData");
    if (raw.isMissingNode() && metric.path("rawDataHistogram").isArray()) {
      histograms(forks, name, unit, metric.path("rawDataHistogram"), where);
      return;
    }
    if (!raw.isArray() || raw.isEmpty()) {
      throw damaged(where + ": want rawData as [fork][iteration], got " + kind(raw));
    }
    for (int i = 0; i < raw.size(); i++) {
      JsonNode fork = raw.get(i);
      // a profiler may have had nothing to say of a fork; the benchmark itself always has
      boolean silent = !name.equals(SCORE) && fork.isArray() && fork.isEmpty();
      score(forks, i, name, unit, silent ? new double[0] : values(fork, where));
    }
  }

  private void histograms(
      List<Map<String, Count>> forks, String name, String unit, JsonNode raw, String where) {
    for (int i = 0; i < raw.size(); i++) {
      if (!raw.get(i).isArray()) {
        throw damaged(
            where + ": want rawDataHistogram as [fork][iteration], got " + kind(raw.get(i)));
      }
      List<Double> medians = new ArrayList<>();
      for (JsonNode iteration : raw.get(i)) {
        medians.add(weightedMedian(iteration, where));
      }
      score(forks, i, name, unit, medians.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private double weightedMedian(JsonNode iteration, String where) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    long all = 0;
    for (JsonNode pair : iteration) {
      boolean valid =
          pair.isArray() && pair.size() == 2 && pair.get(0).isNumber() && pair.get(1).isInt();
      if (!valid || pair.get(1).asInt() <= 0) {
        throw damaged(where + ": want [value, count] in rawDataHistogram, got " + kind(pair));
      }
      counts.merge(pair.get(0).asDouble(), pair.get(1).asLong(), Long::sum);
      all += pair.get(1).asLong();
    }
    long seen = 0;
    for (Map.Entry<Double, Long> each : counts.entrySet()) {
      seen += each.getValue();
      if (2 * seen >= all) {
        return each.getKey();
      }
    }
    throw damaged(where + ": an iteration of rawDataHistogram is empty");
  }

  private static void score(
      List<Map<String, Count>> forks, int place, String name, String unit, double[] values) {
    while (forks.size() <= place) {
      forks.add(new TreeMap<>());
    }
    double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (finite.length > 0) {
      int upper = finite.length / 2;
      int lower = (finite.length - 1) / 2;
      // halved first: the sum of two large numbers may not be one
      forks.get(place).put(name, new Count(finite[lower] / 2 + finite[upper] / 2, unit));
    }
  }

  private double[] values(JsonNode fork, String where) {
    if (!fork.isArray() || fork.isEmpty()) {
      throw damaged(where + ": want the iterations of a fork as an array, got " + kind(fork));
    }
    double[] values = new double[fork.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = fork.get(i);
      // JMH writes NaN as a word
      boolean none = value.isTextual() && value.asText().equals("NaN");
      if (!none && !value.isNumber()) {
        throw damaged(where + ": want a number in rawData, got " + kind(value));
      }
      values[i] = none ? Double.NaN : value.asDouble();
    }
    return values;
  }

  private String text(JsonNode node, String name, String where) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw damaged(where + ": want the word " + name + ", got " + kind(value));
    }
    return oneLine(value.asText());
  }

  private static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isContainerNode()) {
      return node.isEmpty() ? "an empty " + name(node) : "an " + name(node);
    }
    String text = oneLine(node.toString());
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  private static String name(JsonNode node) {
    return node.isArray() ? "array" : "object";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip();
  }

  private EnvironmentException damaged(String reason) {
    return new EnvironmentException(
        file
            + " is no result of JMH "
            + VERSION
            + ": "
            + reason
            + "; give a file that 'java -jar ... -rf json' wrote, or the folder of a run");
  }
}
