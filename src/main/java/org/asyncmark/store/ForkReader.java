package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Turns;

/**
 * Reads the forks of one arm, one after another, and adds up their histograms if they are wanted.
 * Each log is decoded once and held against the counts that were written beside it. For one thread.
 */
public final class ForkReader {
  private final Predicate<String> kinds;
  private final boolean addsUp;
  private final Map<String, Histogram> pooled = new TreeMap<>();
  private final Map<String, Histogram> ofFork = new TreeMap<>();

  /**
   * Creates a reader.
   *
   * @param kinds the kinds of latency that are read
   * @param addsUp whether what the forks recorded is added up
   */
  ForkReader(Predicate<String> kinds, boolean addsUp) {
    this.kinds = kinds;
    this.addsUp = addsUp;
  }

  /**
   * Reads a finished fork.
   *
   * @param block in which it had its turns; empty if it was measured alone
   * @param reference what the reference of the block scored in its turns
   * @throws EnvironmentException if one of its files cannot be read, or they contradict each other;
   *     the fork has no part in {@link #pooled} then
   */
  Fork read(int round, Path folder, String block, Turns.Reference reference) {
    Path file = folder.resolve(RunStore.COUNTERS);
    Counters counters = RunJson.read(file, Counters.class);
    ofFork.values().forEach(Histogram::reset);
    Map<String, List<Double>> turns = new TreeMap<>(counters.turns());
    Path log = folder.resolve(RunStore.LATENCY_LOG);
    KeptLog kept = counters.kept();
    try {
      LatencyLog.read(
          log,
          kinds,
          interval -> {
            add(ofFork, interval.kind(), interval.histogram());
            if (kept == null) { // else it is no turn, and what turns scored was counted
              score(turns, interval);
            }
          });
    } catch (IOException e) {
      throw damaged(log, e);
    }
    Map<String, Histogram> found = new TreeMap<>(ofFork);
    found.values().removeIf(histogram -> histogram.getTotalCount() == 0);
    Map<String, Latencies> latencies = new TreeMap<>(Fork.summary(found));
    if (kept != null) {
      latencies.putAll(restored(file, kept));
    }
    check(log, counters, latencies);
    if (addsUp) {
      found.forEach((kind, histogram) -> add(pooled, kind, histogram));
    }
    return new Fork(round, latencies, counters.counts(), new Turns(block, turns, reference));
  }

  /** Says that a log cannot be read. */
  static EnvironmentException damaged(Path log, IOException why) {
    String name = RoundsFolder.told(log);
    String reason = EnvironmentException.oneLine(why.getMessage());
    return new EnvironmentException(
        (reason.startsWith(name) ? reason : name + " cannot be read: " + reason)
            + "; delete the fork's folder to do without it",
        why);
  }

  /** Adds what a turn scored in a kind of latency. */
  static void score(Map<String, List<Double>> turns, LatencyLog.Interval interval) {
    Histogram turn = interval.histogram();
    if (turn.getTotalCount() > 0) {
      add(turns, Turns.p50(interval.kind()), (double) turn.getValueAtPercentile(50));
      add(turns, Turns.mean(interval.kind()), turn.getMean());
    }
  }

  private Map<String, Latencies> restored(Path file, KeptLog kept) {
    Map<String, Latencies> restored = new TreeMap<>();
    try {
      kept.latencies()
          .forEach(
              (kind, latencies) -> {
                if (kinds.test(kind)) {
                  restored.put(kind, latencies.restored());
                }
              });
    } catch (IllegalArgumentException e) {
      throw RunJson.damaged(file, String.valueOf(e.getMessage()));
    }
    return restored;
  }

  private static void add(Map<String, List<Double>> turns, String name, double score) {
    turns.computeIfAbsent(name, key -> new ArrayList<>()).add(score);
  }

  static void add(Map<String, Histogram> sums, String kind, Histogram histogram) {
    Histogram sum =
        sums.computeIfAbsent(
            kind,
            key -> {
              Histogram empty = new Histogram(histogram);
              empty.setAutoResize(true); // a log by others may have a wider range
              return empty;
            });
    sum.add(histogram);
  }

  private void check(Path log, Counters counters, Map<String, Latencies> latencies) {
    for (Map.Entry<String, Long> samples : counters.samples().entrySet()) {
      String kind = samples.getKey();
      long found = latencies.getOrDefault(kind, Latencies.NONE).samples();
      if (kinds.test(kind) && found != samples.getValue()) {
        throw new EnvironmentException(
            String.format(
                Locale.ROOT,
                "%s is damaged: wanted %d samples of %s by its counters.json, found %d; delete the"
                    + " fork's folder to do without it",
                RoundsFolder.told(log),
                samples.getValue(),
                EnvironmentException.oneLine(kind),
                found));
      }
    }
  }

  /**
   * Returns the histograms of all forks read so far, in nanoseconds by kind; not to be modified.
   * Empty if they are not added up.
   */
  Map<String, Histogram> pooled() {
    return pooled;
  }
}
