package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Fork;
import org.asyncmark.plan.PlannedJdk;

/**
 * What other tools read, made while a run is read: {@code jmh/<runtime>.json}, {@code
 * hdr/<arm>.hlog} and {@code .<kind>.hgrm}, and {@code export/iterations.csv}.
 */
public final class Exports {
  private static final int HALVINGS_STEPS = 5;
  private static final double NANOS_PER_MICRO = 1_000;

  private final RunStore store;
  private final Map<Arm, JsonNode> merged = new ConcurrentHashMap<>();
  private final Map<Arm, String> iterations = new ConcurrentHashMap<>();

  /** Creates the exports of a run; nothing is written yet. */
  public Exports(RunStore store) {
    this.store = store;
  }

  /**
   * Writes the histograms of an arm and keeps what belongs into files with those of others. Any
   * thread may call it, each with arms of its own.
   *
   * @throws org.asyncmark.EnvironmentException if a fork is damaged or the disk cannot be written
   */
  void add(RunReader.ReadArm read) {
    Arm arm = read.forks().arm();
    List<Fork> forks = read.forks().forks();
    if (forks.isEmpty()) {
      return;
    }
    List<JsonNode> results = new ArrayList<>();
    List<Path> logs = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    Path hdr = store.folder().resolve("hdr");
    IterationRows csv = new IterationRows(store.plan());
    try {
      for (Fork fork : forks) {
        Path folder = store.forkFolder(fork.round(), arm, "");
        JsonNode result = RunReader.jmh(folder);
        results.add(result);
        logs.add(folder.resolve(RunStore.LATENCY_LOG));
        csv.append(rows, arm, fork.round(), folder.resolve(RunStore.STDOUT), result);
      }
      Files.createDirectories(hdr);
      // the forks of a machine are told from those of another
      String key = store.name(arm) + arm.machine().map(machine -> "_machine" + machine).orElse("");
      LatencyLog.join(hdr.resolve(key + ".hlog"), logs);
      for (Map.Entry<String, Histogram> sum : read.pooled().entrySet()) {
        WholeFile.print(
            hdr.resolve(key + "." + sum.getKey() + ".hgrm"),
            out ->
                sum.getValue().outputPercentileDistribution(out, HALVINGS_STEPS, NANOS_PER_MICRO));
      }
    } catch (IOException e) {
      throw RunStore.unwritable(hdr, e);
    }
    merged.put(arm, JmhJson.merge(results, arm.allParams(), read.pooled()));
    iterations.put(arm, rows.toString());
  }

  /**
   * Writes the files that all arms are in, once all have been read.
   *
   * @throws org.asyncmark.EnvironmentException if the disk cannot be written
   */
  public void write() {
    StringBuilder rows = new StringBuilder(IterationRows.HEADER);
    Map<String, Integer> places = new HashMap<>();
    store.plan().arms().forEach(planned -> places.put(planned.folder(), places.size()));
    List<Arm> inOrder =
        merged.keySet().stream()
            .sorted(
                Comparator.<Arm>comparingInt(arm -> places.get(store.name(arm)))
                    .thenComparingInt(arm -> arm.machine().orElse(0)))
            .toList();
    try {
      Path jmh = Files.createDirectories(store.folder().resolve("jmh"));
      for (PlannedJdk jdk : store.plan().jdks()) {
        ArrayNode results = RunJson.MAPPER.createArrayNode();
        for (Arm arm : inOrder) {
          if (arm.jdk().equals(jdk.name())) {
            results.add(merged.get(arm));
            rows.append(iterations.get(arm));
          }
        }
        RunJson.write(jmh.resolve(jdk.name() + ".json"), results);
      }
      Path export = Files.createDirectories(store.folder().resolve("export"));
      WholeFile.print(export.resolve("iterations.csv"), out -> out.print(rows));
    } catch (IOException e) {
      throw RunStore.unwritable(store.folder(), e);
    }
  }
}
