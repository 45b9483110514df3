package org.asyncmark.report;

import java.util.Optional;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Knee;
import org.asyncmark.analyse.Ladder;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Slo;

/**
 * What a rate has to keep in order to be held: that all forks are valid, and the limit that is
 * asked for.
 *
 * @param slo empty if no limit is asked for; the p99 of response is told then
 */
public record LoadLimit(Optional<Slo> slo) {
  /** What every latency keeps. */
  private static final Slo NO_LIMIT = new Slo("p50", Double.POSITIVE_INFINITY);

  private static final double TOLD = 0.99;

  /** Returns up to which rate a model holds it. */
  Knee knee(Ladder ladder) {
    return ladder.knee(slo.orElse(NO_LIMIT));
  }

  /** Returns the quantile that is told, as a fraction. */
  public double fraction() {
    return slo.map(Slo::fraction).orElse(TOLD);
  }

  /** Returns the word for the quantile, for example {@code p99}. */
  public String quantile() {
    return Digits.percentile(fraction());
  }

  /** Returns the kind of latency that is told. */
  String kind() {
    return slo.map(Slo::kind).filter(kind -> !kind.isEmpty()).orElse(Latencies.RESPONSE);
  }

  /** Returns that kind, and where a response begins. */
  String meaning() {
    return kind() + (kind().equals(Latencies.RESPONSE) ? " (from the intended start)" : "");
  }

  /** Returns the greatest latency that is allowed, in words; empty text if there is no limit. */
  public String most() {
    return slo.map(limit -> LatencyUnit.tick(limit.limitNanos())).orElse("");
  }

  /** Tells whether a quantile of the response is what the limit is on. */
  public boolean isOnResponse(double quantile) {
    return slo.isPresent() && kind().equals(Latencies.RESPONSE) && isTold(quantile);
  }

  /** Tells whether a quantile is the one that is told, however it was rounded. */
  public boolean isTold(double quantile) {
    return Digits.percentile(quantile).equals(quantile());
  }

  /** Returns the forks' latencies at the quantile; empty unless all have the samples for it. */
  Optional<ForkRange> told(LoadStep step) {
    return step.arm().quantile(kind(), fraction());
  }

  /** Tells whether a latency is more than what is allowed. */
  boolean isExceededBy(double nanos) {
    return slo.isPresent() && nanos > slo.get().limitNanos();
  }
}
