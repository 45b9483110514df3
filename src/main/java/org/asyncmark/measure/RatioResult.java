package org.asyncmark.measure;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * The mean of a {@link RatioRecorder} in one iteration, and over all iterations that have one. JMH
 * counts a scalar that an iteration does not have as 0, which would pull down the mean of what is
 * recorded once in a fork.
 */
public final class RatioResult extends Result<RatioResult> {
  private static final long serialVersionUID = 1L;

  private RatioResult(String name, Statistics values, String unit) {
    super(ResultRole.SECONDARY, name, values, unit, AggregationPolicy.AVG);
  }

  /**
   * Creates the mean of one iteration.
   *
   * @param name what is counted
   * @param unit of the mean
   */
  public RatioResult(String name, double mean, String unit) {
    this(name, new ListStatistics(new double[] {mean}), unit);
  }

  @Override
  protected Aggregator<RatioResult> getThreadAggregator() {
    return new AllValues();
  }

  @Override
  protected Aggregator<RatioResult> getIterationAggregator() {
    return new AllValues();
  }

  private static final class AllValues implements Aggregator<RatioResult> {
    @Override
    public RatioResult aggregate(Collection<RatioResult> results) {
      RatioResult first = results.iterator().next();
      ListStatistics values = new ListStatistics();
      results.forEach(result -> values.addValue(result.getScore()));
      return new RatioResult(first.getLabel(), values, first.getScoreUnit());
    }
  }
}
