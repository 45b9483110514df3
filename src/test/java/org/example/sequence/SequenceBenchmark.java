package org.example.sequence;

import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Range;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A pattern of a user's own: leaves one after the other. */
public class SequenceBenchmark extends LeafBenchmark {
  static final Pattern PATTERN =
      Pattern.of(
              "sequence",
              "do leaves one after the other (for i in range(n): await leaf(i))",
              SequenceBenchmark::new,
              SequenceMechanism.values())
          .cells(Pattern.Sizing.SMOKE, "leaf=cpu,timer steps=3")
          .cells(Pattern.Sizing.TELLING, "leaf=http steps=10");

  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  @Param("10")
  @Means(value = "leaves of one op", shown = true)
  @Range(max = 10_000)
  int steps;

  private SequenceMechanism.Sequence sequence;
  private LatencyRecorder service;
  private LatencyRecorder leafService;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return leaf;
  }

  @Override
  protected int leavesOfOp() {
    return steps;
  }

  @Override
  protected WarmUp.Op open() {
    sequence = ((SequenceMechanism) mechanism()).open(stage);
    service = meter.latency("service");
    leafService = meter.latency("leaf");
    return this::sequence;
  }

  /** One whole sequence. */
  @Benchmark
  public Object sequence() throws Exception {
    times.clear();
    long started = System.nanoTime();
    long done = sequence.run(steps);
    service.record(System.nanoTime() - started);
    check.requireCount((int) done, steps);
    times.recordInto(leafService, steps);
    return done;
  }
}
