package org.asyncmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;

/**
 * What other tools read, made from the forks of a run: {@code jmh/<jdk>.json}, {@code
 * hdr/<jdk>/<cell>.hlog} and {@code .<kind>.hgrm}.
 */
public final class Exports {
  private static final int HALVINGS_STEPS = 5;
  private static final double NANOS_PER_MICRO = 1_000;

  private final RunStore store;
  private final RunReader reader;

  /** Creates the exports of a run. */
  public Exports(RunStore store) {
    this.store = store;
    this.reader = new RunReader(store);
  }

  /**
   * Writes all of them anew.
   *
   * @throws org.asyncmark.EnvironmentException if a fork is damaged or the disk cannot be written
   */
  public void write() {
    for (PlannedJdk jdk : store.plan().jdks()) {
      ArrayNode results = RunJson.MAPPER.createArrayNode();
      Path hdr = store.folder().resolve("hdr").resolve(jdk.name());
      try {
        Files.createDirectories(hdr);
        for (PlannedArm planned : store.plan().arms()) {
          if (planned.arm().jdk().equals(jdk.name())) {
            writeArm(planned, hdr, results);
          }
        }
        Path jmh = Files.createDirectories(store.folder().resolve("jmh"));
        WholeFile.write(
            jmh.resolve(jdk.name() + ".json"), RunJson.MAPPER.writeValueAsBytes(results));
      } catch (IOException e) {
        throw RunStore.unwritable(store.folder(), e);
      }
    }
  }

  private void writeArm(PlannedArm planned, Path hdr, ArrayNode results) throws IOException {
    Arm arm = planned.arm();
    List<LatencyLog.Interval> intervals = new ArrayList<>();
    List<JsonNode> forks = new ArrayList<>();
    for (int round = 1; round <= planned.rounds(); round++) {
      Path fork = store.forkFolder(round, arm, "");
      if (Files.isDirectory(fork)) {
        intervals.addAll(reader.intervals(fork));
        forks.add(reader.jmh(fork));
      }
    }
    if (forks.isEmpty()) {
      return;
    }
    String key = RunStore.cellKey(arm);
    LatencyLog.write(hdr.resolve(key + ".hlog"), intervals);
    Map<String, Histogram> sums = LatencyLog.sums(intervals);
    for (Map.Entry<String, Histogram> sum : sums.entrySet()) {
      writePercentiles(hdr.resolve(key + "." + sum.getKey() + ".hgrm"), sum.getValue());
    }
    results.add(new JmhJson(RunJson.MAPPER).merge(forks, sums));
  }

  private static void writePercentiles(Path file, Histogram histogram) throws IOException {
    WholeFile.print(
        file, out -> histogram.outputPercentileDistribution(out, HALVINGS_STEPS, NANOS_PER_MICRO));
  }
}
