package org.asyncmark.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.asyncmark.analyse.Value;
import org.asyncmark.measure.Arrivals;
import org.asyncmark.measure.ClosedWindow;
import org.asyncmark.measure.OpenWindow;
import org.asyncmark.measure.Pacer;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The benchmark of all patterns as a service is used: requests that come at a rate, each of which
 * is one op, in all models.
 *
 * <p>Measured: an iteration is one window, and JMH's score is how long that took, which says
 * nothing. {@link OpenWindow} and {@link ClosedWindow} record what each request took.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server.
 *
 * <p>Parity: the result of every request is checked as in the closed loop of one caller.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --mode open --pattern gather --rate 200,500/s}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class OpenLoop {
  /** JMH's name of the benchmark method. */
  public static final String METHOD = OpenLoop.class.getName() + ".window";

  /** Requests of an op with which a cell is warmed up. */
  private static final int WARM_CALLERS = 16;

  /** Id of the pattern. */
  @Param("gather")
  String pattern;

  /** The concurrency model. */
  @Param({"PLATFORM", "VIRTUAL", "FUTURE", "LOOP"})
  Model model;

  /** Parameters of the cell, {@code name=value} with spaces between; the others have defaults. */
  @Param("")
  String cell;

  /** Requests a second; 0 for those of callers. */
  @Param("100")
  double rate;

  /** How requests follow one another. */
  @Param("POISSON")
  Traffic.Spacing arrivals;

  /** Callers of a closed loop, in place of a rate, which is of no effect then; 0 for none. */
  @Param("0")
  int callers;

  /** How long a window lasts, in milliseconds. */
  @Param("1000")
  long windowMillis;

  /** How long a window of the warm-up lasts, in milliseconds. */
  @Param("200")
  long warmUpMillis;

  /** Of the arrivals; further windows have further ones. */
  @Param("1")
  long seed;

  private PatternBenchmark benchmark;
  private Requests requests;
  private Pacer pacer;
  private Map<String, RatioRecorder> counts;
  private @Nullable OpenWindow open;
  private ClosedWindow closed;
  private int windows;

  /** Opens everything and warms up; JMH calls it. */
  @Setup
  public void setUp() throws Exception {
    Pattern measured = Patterns.of(pattern);
    Map<String, Value> given = new TreeMap<>();
    if (!cell.isEmpty()) {
      measured.values(cell).forEach((name, values) -> given.put(name, one(name, values)));
    }
    benchmark = measured.made(model, given);
    requests = benchmark.openRequests();
    boolean opened = false;
    try {
      Meter meter = benchmark.meter;
      counts = new HashMap<>();
      pacer = new Pacer(Runtime.getRuntime().availableProcessors() > 1);
      if (callers == 0) {
        open = new OpenWindow(pacer, meter::latency, this::count);
      }
      closed = new ClosedWindow(pacer, meter::latency, this::count);
      WarmUp.untilSteady(() -> closed.measure(WARM_CALLERS, 1, requests::start));
      opened = true;
    } finally {
      if (!opened) {
        benchmark.closeRequests();
      }
    }
  }

  private static Value one(String name, List<Value> values) {
    if (values.size() != 1) {
      throw new IllegalArgumentException("cell: " + name + " wants one value, got " + values);
    }
    return values.get(0);
  }

  private RatioRecorder count(String name, String unit) {
    return counts.computeIfAbsent(name, each -> benchmark.meter.ratio(each, unit));
  }

  /** One window; JMH's iterations are to be shorter, so that each has one. */
  @Benchmark
  public int window(IterationParams iteration) {
    long millis = iteration.getType() == IterationType.WARMUP ? warmUpMillis : windowMillis;
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    if (callers > 0) {
      return closed.measure(callers, nanos, requests::start);
    }
    Arrivals planned =
        switch (arrivals) {
          case FIXED -> Arrivals.fixed(rate, nanos);
          case POISSON -> Arrivals.poisson(rate, nanos, seed + windows++);
        };
    return Objects.requireNonNull(open, "there are no callers").measure(planned, requests::start);
  }

  /** Ends recording and closes everything; JMH calls it. */
  @TearDown
  public void tearDown() throws Exception {
    benchmark.closeRequests();
  }
}
