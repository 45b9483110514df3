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
    Counters counters = RunJson.read(folder.resolve(RunStore.COUNTERS), Counters.class);
    ofFork.values().forEach(Histogram::reset);
    Map<String, List<Double>> turns = new TreeMap<>(counters.turns());
    Path log = folder.resolve(RunStore.LATENCY_LOG);
    try {
      LatencyLog.read(
          log,
          kinds,
          interval -> {
            add(ofFork, interval.kind(), interval.histogram());
            Histogram turn = interval.histogram();
            if (turn.getTotalCount() > 0) {
              add(turns, Turns.p50(interval.kind()), (double) turn.getValueAtPercentile(50));
              add(turns, Turns.mean(interval.kind()), turn.getMean());
            }
          });
    } catch (IOException e) {
      String reason = EnvironmentException.oneLine(e.getMessage());
      throw new EnvironmentException(
          (reason.startsWith(log.toString()) ? reason : log + " cannot be read: " + reason)
              + "; delete the fork's folder to do without it",
          e);
    }
    check(log, counters);
    Map<String, Histogram> found = new TreeMap<>(ofFork);
    found.values().removeIf(histogram -> histogram.getTotalCount() == 0);
    if (addsUp) {
      found.forEach((kind, histogram) -> add(pooled, kind, histogram));
    }
    return new Fork(
        round, Fork.summary(found), counters.counts(), new Turns(block, turns, reference));
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

  private void check(Path log, Counters counters) {
    for (Map.Entry<String, Long> samples : counters.samples().entrySet()) {
      String kind = samples.getKey();
      long found = ofFork.containsKey(kind) ? ofFork.get(kind).getTotalCount() : 0;
      if (kinds.test(kind) && found != samples.getValue()) {
        throw new EnvironmentException(
            String.format(
                Locale.ROOT,
                "%s is damaged: wanted %d samples of %s by its counters.json, found %d; delete the"
                    + " fork's folder to do without it",
                log,
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
