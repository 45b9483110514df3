package org.asyncmark.measure;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The mean of a {@link RatioRecorder} in one iteration. An iteration without one has none, where
 * JMH would take it for a mean of 0 and halve the next.
 */
final class RatioResult extends ScalarResult {
  private static final long serialVersionUID = 1L;

  RatioResult(RatioRecorder recorder) {
    super(
        recorder.name(),
        recorder.amount() / recorder.units(),
        recorder.unit(),
        AggregationPolicy.AVG);
  }

  @Override
  protected @Nullable ScalarResult getZeroResult() {
    return null;
  }
}
