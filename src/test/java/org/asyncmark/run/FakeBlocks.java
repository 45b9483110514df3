package org.asyncmark.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FinishedBlocks;
import org.asyncmark.store.LatencyLog;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;

/** Writes blocks in place of measuring them, and dies when it is told to. */
final class FakeBlocks implements Blocks {
  private static final long NANOS = 1_000_000;
  private static final int SAMPLES = 2_000;

  /** What a fork is like. */
  interface Kind {
    /** Returns the counters of a fork that takes a while; its steal in percent is what matters. */
    double stealPercent(int round, Arm arm, int measuredBefore);

    /** Returns the factor to a millisecond that all its samples take. */
    default double factor(int round, Arm arm) {
      return 1;
    }
  }

  /** The driver was killed. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final RunStore store;
  private final Kind kind;
  private final int killedAt;
  private final List<String> measured = new ArrayList<>();

  /**
   * @param killedAt at which of its forks it dies; 0 for none
   */
  FakeBlocks(RunStore store, Kind kind, int killedAt) {
    this.store = store;
    this.kind = kind;
    this.killedAt = killedAt;
  }

  /** Returns round and model of each fork, in order. */
  List<String> measured() {
    return measured;
  }

  @Override
  public void measure(Block block) {
    try {
      Path unfinished = store.begin();
      List<String> written = new ArrayList<>();
      for (Map.Entry<String, Arm> each : new FinishedBlocks(store).forks(block).entrySet()) {
        Arm arm = each.getValue();
        Path fork = Files.createDirectory(unfinished.resolve(each.getKey()));
        Files.writeString(fork.resolve(RunStore.STDOUT), "# Fork: 1 of 1");
        if (measured.size() + written.size() + 1 == killedAt) {
          throw new Killed();
        }
        write(fork, block.round(), arm);
        written.add(block.round() + " " + arm.model());
      }
      new FinishedBlocks(store).finish(unfinished, block, Map.of(), true);
      measured.addAll(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path unfinished, int round, Arm arm) throws IOException {
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    long nanos = Math.round(NANOS * kind.factor(round, arm));
    histogram.recordValueWithCount(nanos, SAMPLES);
    LatencyLog.write(
        unfinished.resolve(RunStore.LATENCY_LOG),
        List.of(new LatencyLog.Interval("service", 0, 100, histogram)));
    // the second measurement of a fork can be told from the first by the files that are there
    int before = Files.exists(aside(round, arm)) ? 1 : 0;
    Counters counters =
        new Counters(
            "2026-11-21T00:00:00Z",
            1_000 + before,
            kind.stealPercent(round, arm, before),
            null,
            null,
            null,
            0L,
            Map.of("service", (long) SAMPLES),
            Map.of(),
            Map.of(),
            null,
            null);
    Files.write(unfinished.resolve(RunStore.COUNTERS), RunJson.MAPPER.writeValueAsBytes(counters));
  }

  private Path aside(int round, Arm arm) {
    Path fork = store.forkFolder(round, arm, "");
    String folder = String.format(Locale.ROOT, "%04d.repeated/%s", round, fork.getFileName());
    return store.folder().resolve("rounds").resolve(folder);
  }

  @Override
  public boolean ending() {
    return false;
  }
}
