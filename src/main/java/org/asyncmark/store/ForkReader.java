package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Turns;
import org.asyncmark.analyse.Validity;

/**
 * Reads the forks of one arm, one after another, and adds up their histograms if they are wanted.
 * Each log is decoded once and held against the counts that were written beside it. For one thread.
 */
public final class ForkReader {
  private static final double NANOS_PER_SECOND = 1e9;

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
   * @param callers of a closed loop of several; 0 for every other fork
   * @throws EnvironmentException if one of its files cannot be read, or they contradict each other;
   *     the fork has no part in {@link #pooled} then
   */
  Fork read(int round, Path folder, String block, Turns.Reference reference, long callers) {
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
    Histogram service = found.get(Latencies.SERVICE);
    if (service != null && kinds.test(Latencies.CORRECTED)) {
      corrected(service, counters.counts(), callers)
          .ifPresent(each -> latencies.put(Latencies.CORRECTED, each));
    }
    if (addsUp) {
      found.forEach((kind, histogram) -> add(pooled, kind, histogram));
    }
    return new Fork(round, latencies, counters.counts(), new Turns(block, turns, reference));
  }

  /**
   * Returns an estimate of what callers would have seen had each begun its ops evenly, one after
   * another every {@code callers / achieved} seconds, whether or not the one before had ended: an
   * op that takes longer stands for all that would have begun meanwhile. Only of a closed loop of
   * several callers, never of responses, which count from the intended start.
   *
   * @see Histogram#copyCorrectedForCoordinatedOmission
   */
  private static Optional<Latencies> corrected(
      Histogram service, Map<String, Count> counts, long callers) {
    Count achieved = counts.get(Validity.ACHIEVED);
    boolean open = counts.containsKey(Validity.OFFERED);
    if (open || callers < 1 || achieved == null || !(achieved.value() > 0)) {
      return Optional.empty();
    }
    long nanos = Math.max(1, Math.round(NANOS_PER_SECOND * callers / achieved.value()));
    return Optional.of(Latencies.of(service.copyCorrectedForCoordinatedOmission(nanos)));
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
    if (interval.kind().equals(Latencies.RESPONSE)) {
      Turns.TAIL.stream()
          .filter(quantile -> quantile > 0.5) // which was scored above
          .filter(quantile -> Quantiles.supported(turn.getTotalCount(), quantile))
          .forEach(
              quantile ->
                  add(
                      turns,
                      Turns.quantile(interval.kind(), quantile),
                      (double) turn.getValueAtPercentile(100 * quantile)));
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
