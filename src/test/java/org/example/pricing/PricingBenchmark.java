package org.example.pricing;

import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Range;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A pattern of a user's own that has all its work done by a library. */
public class PricingBenchmark extends PatternBenchmark {
  static final Pattern PATTERN =
      Pattern.of(
              "pricing",
              "price an order (await price(order))",
              PricingBenchmark::new,
              PricingMechanism.values())
          .cells(Pattern.Sizing.SMOKE, "kilotokens=10")
          .cells(Pattern.Sizing.TELLING, "kilotokens=100");

  private static final double MICROS_PER_KILOTOKEN = 2;

  @Param("100")
  @Means(
      value = "work of an order in the library's first build, in thousands of JMH's tokens",
      shown = true)
  @Range(max = 100_000)
  int kilotokens;

  private PricingMechanism.Pricing pricing;
  private LatencyRecorder service;
  private RatioRecorder work;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected double opMicros() {
    return kilotokens * MICROS_PER_KILOTOKEN;
  }

  @Override
  protected WarmUp.Op open() {
    pricing = ((PricingMechanism) mechanism()).open(stage);
    service = meter.latency("service");
    work = meter.ratio("work", "%/op");
    return this::price;
  }

  /** One order. */
  @Benchmark
  public Object price() throws Exception {
    long started = System.nanoTime();
    int percent = pricing.price(kilotokens * 1_000L);
    service.record(System.nanoTime() - started);
    work.record(percent, 1);
    return percent;
  }
}
