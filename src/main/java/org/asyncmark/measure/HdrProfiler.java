package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * The JMH profiler that turns what {@link LatencyRecorder}s hold into an {@link HdrResult} per kind
 * and iteration, and what {@link RatioRecorder}s hold into one number each. {@code run} always adds
 * it; in plain JMH it is {@code -prof org.asyncmark.measure.HdrProfiler}.
 *
 * <p>JMH stops profilers after it has joined the workers, so the recorders are quiet when they are
 * read.
 */
public final class HdrProfiler implements InternalProfiler {
  /** Creates the profiler; JMH does that in the fork and in the driver. */
  public HdrProfiler() {
    LatencyRecorder.profilerIsHere();
  }

  @Override
  public String getDescription() {
    return "HdrHistograms of what the benchmark recorded";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    LatencyRecorder.allOpen().forEach(LatencyRecorder::reset);
    RatioRecorder.allOpen().forEach(RatioRecorder::reset);
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return List.of();
    }
    Map<String, Histogram> byKind = new TreeMap<>();
    for (LatencyRecorder recorder : LatencyRecorder.allOpen()) {
      if (recorder.histogram().getTotalCount() == 0) {
        continue;
      }
      byKind
          .computeIfAbsent(recorder.kind(), kind -> LatencyRecorder.newHistogram())
          .add(recorder.histogram());
    }
    LatencyRecorder.forgetClosed();
    List<Result<?>> results = new ArrayList<>();
    byKind.forEach((kind, histogram) -> results.add(new HdrResult(kind, histogram)));
    RatioRecorder.allOpen().forEach(recorder -> recorder.result().ifPresent(results::add));
    RatioRecorder.forgetClosed();
    return results;
  }
}
