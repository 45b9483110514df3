package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How JMH ran a benchmark, as settings of an arm. */
final class JmhSettings {
  static final String VM_NAME = "vmName";
  static final String VM_VERSION = "vmVersion";
  static final String JVM = "jvm";
  static final String JVM_ARGS = "jvmArgs";
  static final String WARM_UP = "warmup";
  static final String MEASUREMENT = "measurement";

  private JmhSettings() {}

  /** Returns the settings that a result has; a file of other tools may have none. */
  static Map<String, String> of(JsonNode result) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : List.of("mode", "threads", VM_NAME, JVM)) {
      put(settings, name, result.path(name).asText());
    }
    JsonNode args = result.path(JVM_ARGS);
    if (args.isArray()) {
      List<String> all = new ArrayList<>();
      args.forEach(arg -> all.add(arg.asText()));
      put(settings, JVM_ARGS, all.isEmpty() ? "none" : String.join(" ", all));
    }
    put(settings, WARM_UP, iterations(result, WARM_UP));
    put(settings, MEASUREMENT, iterations(result, MEASUREMENT));
    // an op is as many calls: not the same thing to measure
    String batch = result.path(MEASUREMENT + "BatchSize").asText();
    put(settings, "batchSize", batch.equals("1") ? "" : batch);
    return settings;
  }

  private static String iterations(JsonNode result, String phase) {
    JsonNode iterations = result.path(phase + "Iterations");
    return iterations.isMissingNode()
        ? ""
        : iterations.asText() + " x " + result.path(phase + "Time").asText();
  }

  private static void put(Map<String, String> settings, String name, String value) {
    String plain = ForeignName.plain(value);
    if (!plain.isEmpty()) {
      settings.put(name, plain);
    }
  }
}
